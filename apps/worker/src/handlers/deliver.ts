import type { JobPayload } from "@gloria/jobs";
import { deliverNotification } from "@gloria/services";
import type { JobHandler } from "./job-handler.ts";

export const deliver: JobHandler<JobPayload<"notification.deliver">> = async ({ services }, ref, signal) => {
  const { arrived, sent } = await deliverNotification(services, ref, signal);
  services.logger.info({ ...ref, arrived, sent }, "notification worked off");
};
