import type { Queues } from "@gloria/jobs";
import type { DeliveryServices } from "@gloria/services";

/** What a handler works with. */
export interface JobContext {
  readonly services: DeliveryServices;
  readonly queues: Queues;
}
