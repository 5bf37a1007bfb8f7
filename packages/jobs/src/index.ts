export {
  isJobName,
  type JobName,
  type JobPayload,
  type JobToAdd,
  jobCatalogue,
  jobNames,
} from "./catalogue/job-catalogue.ts";
export { type JobDefinition, type Lane, lanes } from "./catalogue/job-definition.ts";
export { enqueueOutbox } from "./outbox/enqueue-outbox.ts";
export { type Due, findDue } from "./outbox/find-due.ts";
export { createOutboxBell, type OutboxBell, outboxChannel } from "./outbox/outbox-bell.ts";
export { relayBatch } from "./outbox/relay-batch.ts";
export { migrateAll } from "./queues/migrate-all.ts";
export { type MigrateQueueOptions, migrateQueue } from "./queues/migrate-queue.ts";
export { type OpenQueuesOptions, openQueues } from "./queues/open-queues.ts";
export type {
  JobRun,
  LaneConcurrency,
  LaneCounts,
  LaneWorkers,
  QueueBackend,
  Queues,
  StartWorkersOptions,
} from "./queues/queues.ts";
