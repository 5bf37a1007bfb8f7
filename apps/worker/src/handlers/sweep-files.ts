import type { JobPayload } from "@gloria/jobs";
import { sweepFiles as sweep } from "@gloria/services";
import type { JobHandler } from "./job-handler.ts";

export const sweepFiles: JobHandler<JobPayload<"file.sweep">> = async ({ services }, _, signal) => {
  const swept = await sweep(services, signal);
  if (swept > 0) services.logger.info({ swept }, "files that nobody may read any more are gone");
};
