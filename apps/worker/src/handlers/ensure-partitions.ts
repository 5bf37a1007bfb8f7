import type { JobPayload } from "@gloria/jobs";
import { ensureAuditPartitions } from "@gloria/services";
import type { JobHandler } from "./job-handler.ts";

export const ensurePartitions: JobHandler<JobPayload<"audit.ensure_partitions">> = async ({ services }) => {
  const made = await ensureAuditPartitions(services.system, services.clock.now());
  services.logger.info({ made }, "audit partitions are there");
};
