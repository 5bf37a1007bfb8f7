import { setTimeout as delay } from "node:timers/promises";
import { type IQueueBackend, UnrecoverableError } from "bullmq";
import { lanes } from "../catalogue/job-definition.ts";
import type { LanesOptions } from "./lanes-options.ts";
import { queueNameOf } from "./queue-name-of.ts";
import type { LaneWorkers, StartWorkersOptions } from "./queues.ts";

/** How long a job's lock lives without being renewed. */
const lockMs = 30_000;

/** Starts the workers of every lane; returns when they take jobs. */
export async function startLaneWorkers<Backend extends IQueueBackend, Connection>(
  options: LanesOptions<Backend, Connection>,
  { run, mayRetry, concurrency, logger }: StartWorkersOptions,
): Promise<LaneWorkers> {
  const ending = new AbortController();
  const overdue = new AbortController();
  const letGo = new Promise<never>((_, reject) => {
    overdue.signal.addEventListener("abort", () => reject(new Error("the worker ended before the job did")));
  });
  // Every run that it matters to listens to it; without one it may be rejected unheard.
  letGo.catch(() => {});
  const workers = lanes.map((lane) => {
    const worker = new options.classes.Worker(
      queueNameOf(lane),
      async (job) => {
        try {
          const running = run({
            id: job.id ?? "",
            name: job.name,
            payload: job.data,
            attempt: job.attemptsMade + 1,
            signal: ending.signal,
          });
          await Promise.race([running, letGo]);
        } catch (error) {
          if (mayRetry(error)) throw error;
          throw new UnrecoverableError(error instanceof Error ? error.message : String(error));
        }
      },
      {
        connection: options.consumer,
        ...(options.prefix === undefined ? {} : { prefix: options.prefix }),
        concurrency: concurrency[lane],
        drainDelay: options.idleWaitSeconds,
        lockDuration: lockMs,
        stalledInterval: options.stalledCheckMs,
        // A job that outlives several crashes is no worse than one that fails: its attempts are counted anyway.
        maxStalledCount: 10,
      },
    );
    worker.on("error", (error) => logger.warn({ err: error, lane }, "queue worker failed"));
    worker.on("stalled", (jobId) => logger.warn({ jobId, lane }, "job of a dead worker taken up again"));
    return worker;
  });
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  return {
    async close(graceMs) {
      ending.abort();
      const inTime = new AbortController();
      // BullMQ cannot be hurried once it closes: the runs that are left over are ended for it, as failed ones.
      delay(graceMs, undefined, { signal: inTime.signal }).then(
        () => {
          logger.warn({ graceMs }, "jobs still run; they are let go of and run again");
          overdue.abort();
        },
        () => {},
      );
      await Promise.all(workers.map((worker) => worker.close()));
      inTime.abort();
    },
  };
}
