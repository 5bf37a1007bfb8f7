import type { JobName, JobPayload } from "@gloria/jobs";
import type { JobContext } from "../runtime/job-context.ts";
import { deliver } from "./deliver.ts";
import { ensurePartitions } from "./ensure-partitions.ts";
import { expand } from "./expand.ts";

/** One job's work. It may run twice, or twice at once: handlers are idempotent. */
export type JobHandler<Payload> = (context: JobContext, payload: Payload, signal: AbortSignal) => Promise<void>;

export type JobHandlers = { readonly [Name in JobName]: JobHandler<JobPayload<Name>> };

/** A job of the catalogue that has no handler here does not compile. */
export const jobHandlers = {
  "notification.expand": expand,
  "notification.expand_critical": expand,
  "notification.deliver": deliver,
  "audit.ensure_partitions": ensurePartitions,
} as const satisfies JobHandlers;
