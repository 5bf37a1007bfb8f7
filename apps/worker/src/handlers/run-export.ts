import type { JobPayload } from "@gloria/jobs";
import { runExport as run } from "@gloria/services";
import type { JobHandler } from "./job-handler.ts";

export const runExport: JobHandler<JobPayload<"export.run">> = ({ services }, ref, signal) =>
  run(services, ref, signal);
