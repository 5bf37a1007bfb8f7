import type { Queues } from "@gloria/jobs";
import type { MailProvider, Services } from "@gloria/services";

/** Everything that a verb asks for, and the way out for mail. */
export interface WorkerServices extends Services {
  readonly mail: MailProvider;
}

/** What a handler works with. */
export interface JobContext {
  readonly services: WorkerServices;
  readonly queues: Queues;
}
