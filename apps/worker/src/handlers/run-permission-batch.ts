import type { JobPayload } from "@gloria/jobs";
import { runPermissionBatch as goOn } from "@gloria/services";
import type { JobHandler } from "./job-handler.ts";

export const runPermissionBatch: JobHandler<JobPayload<"permission_batch.run">> = ({ services }, ref, signal) =>
  goOn(services, ref, signal);
