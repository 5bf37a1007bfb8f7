import type { JobPayload } from "@gloria/jobs";
import { expandNotification } from "@gloria/services";
import type { JobHandler } from "./job-handler.ts";

/** Makes a notification's deliveries, then asks for them to be worked off. */
export const expand: JobHandler<JobPayload<"notification.expand">> = async ({ services, queues }, ref) => {
  await expandNotification(services, ref);
  await queues.add([{ name: "notification.deliver", payload: ref, id: `${ref.notificationId}-deliver` }]);
};
