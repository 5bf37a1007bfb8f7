import { AppError, type Logger } from "@gloria/core";
import { isJobName, type JobName, type JobPayload, type JobRun, jobCatalogue } from "@gloria/jobs";
import type { JobHandlers } from "../handlers/job-handler.ts";
import { jobHandlers } from "../handlers/job-handlers.ts";
import type { JobContext } from "./job-context.ts";
import { mayRetry } from "./may-retry.ts";

/** Parses a job's payload, runs its handler against the clock, and logs how it went. */
export function createJobRunner(
  context: JobContext,
  logger: Logger,
  handlers: JobHandlers = jobHandlers,
): (run: JobRun) => Promise<void> {
  return async (run) => {
    const startedAt = performance.now();
    const fields = { jobId: run.id, job: run.name, attempt: run.attempt };
    try {
      await dispatch(context, handlers, run);
      logger.debug({ ...fields, ms: Math.round(performance.now() - startedAt) }, "job done");
    } catch (error) {
      const ms = Math.round(performance.now() - startedAt);
      logger.error({ ...fields, ms, err: error, retry: mayRetry(error) }, "job failed");
      throw error;
    }
  };
}

async function dispatch(context: JobContext, handlers: JobHandlers, run: JobRun): Promise<void> {
  // A newer version's job: it may have been started meanwhile and take the next run.
  if (!isJobName(run.name)) throw new AppError("service.unavailable", { job: run.name });
  const { payload, timeoutMs } = jobCatalogue[run.name];
  const parsed = payload.safeParse(run.payload);
  if (!parsed.success) throw new AppError("request.invalid", { job: run.name }, { cause: parsed.error });
  await withTimeout(run, timeoutMs, (signal) => invoke(handlers, run.name as JobName, context, parsed.data, signal));
}

/** The payload has just been parsed by the schema of this very name; the compiler cannot follow the pair. */
function invoke<Name extends JobName>(
  handlers: JobHandlers,
  name: Name,
  context: JobContext,
  payload: unknown,
  signal: AbortSignal,
): Promise<void> {
  return handlers[name](context, payload as JobPayload<Name>, signal);
}

async function withTimeout(
  run: JobRun,
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const overtime = new AbortController();
  const { promise: late, reject } = promiseWithReject();
  const timer = setTimeout(() => {
    const error = new AppError("service.unavailable", { job: run.name, timeoutMs });
    overtime.abort(error);
    reject(error);
  }, timeoutMs);
  try {
    await Promise.race([work(AbortSignal.any([run.signal, overtime.signal])), late]);
  } finally {
    clearTimeout(timer);
  }
}

function promiseWithReject(): { promise: Promise<never>; reject: (error: Error) => void } {
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  return { promise, reject };
}
