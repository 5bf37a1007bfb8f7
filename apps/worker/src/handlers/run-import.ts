import type { JobPayload } from "@gloria/jobs";
import { runImport as goOn } from "@gloria/services";
import type { JobHandler } from "./job-handler.ts";

export const runImport: JobHandler<JobPayload<"import.run">> = ({ services }, ref, signal) =>
  goOn(services, ref, signal);
