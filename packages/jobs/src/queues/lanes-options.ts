import type { Logger } from "@gloria/core";
import type { BackendClasses, IQueueBackend } from "bullmq";
import type { QueueBackend } from "./queues.ts";

export interface LanesOptions<Backend extends IQueueBackend, Connection> {
  readonly backend: QueueBackend;
  readonly classes: BackendClasses<Backend, Connection>;
  readonly producer: Connection;
  readonly consumer: Connection;
  /** Redis only: what its keys begin with. */
  readonly prefix: string | undefined;
  /** How long an idle worker waits for a sign of work before it asks by itself. */
  readonly idleWaitSeconds: number;
  /** How often jobs of dead workers are looked for. What is due in PostgreSQL comes back sooner, by the sweeper. */
  readonly stalledCheckMs: number;
  readonly logger: Logger;
  readonly disconnect: () => Promise<void>;
}
