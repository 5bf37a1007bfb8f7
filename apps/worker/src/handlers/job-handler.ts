import type { JobName, JobPayload } from "@gloria/jobs";
import type { JobContext } from "../runtime/job-context.ts";

/** One job's work. It may run twice, or twice at once: handlers are idempotent. */
export type JobHandler<Payload> = (context: JobContext, payload: Payload, signal: AbortSignal) => Promise<void>;

export type JobHandlers = { readonly [Name in JobName]: JobHandler<JobPayload<Name>> };
