import type { JobPayload } from "@gloria/jobs";
import { sweepImports as sweep } from "@gloria/services";
import type { JobHandler } from "./job-handler.ts";

export const sweepImports: JobHandler<JobPayload<"import.sweep">> = async ({ services }, _, signal) => {
  const swept = await sweep(services, signal);
  if (swept > 0) services.logger.info({ swept }, "imports whose time is over are emptied");
};
