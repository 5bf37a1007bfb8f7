import type { IQueueBackend, Queue } from "bullmq";
import { type JobToAdd, jobCatalogue } from "../catalogue/job-catalogue.ts";
import { type JobDefinition, type Lane, lanes } from "../catalogue/job-definition.ts";
import type { LanesOptions } from "./lanes-options.ts";
import { queueNameOf } from "./queue-name-of.ts";
import type { LaneCounts, Queues } from "./queues.ts";
import { startLaneWorkers } from "./start-lane-workers.ts";

/** Done jobs stay an hour, failed ones a week, for the dashboard; and so that an id added twice is known. */
const retention = {
  removeOnComplete: { age: 3_600, count: 2_000 },
  removeOnFail: { age: 7 * 86_400, count: 5_000 },
};

/** The queues of all lanes on one backend. */
export async function openLanes<Backend extends IQueueBackend, Connection>(
  options: LanesOptions<Backend, Connection>,
): Promise<Queues> {
  const { classes, logger } = options;
  const base = options.prefix === undefined ? {} : { prefix: options.prefix };
  const opened = lanes.map((lane) => {
    const queue = new classes.Queue(queueNameOf(lane), { connection: options.producer, ...base });
    queue.on("error", (error) => logger.warn({ err: error, lane }, "queue connection failed"));
    return { lane, queue };
  });
  await Promise.all(opened.map(({ queue }) => queue.waitUntilReady()));
  const queueOf = (lane: Lane) => {
    const found = opened.find((one) => one.lane === lane);
    if (found === undefined) throw new Error(`no queue for lane ${lane}`);
    return found.queue;
  };

  return {
    backend: options.backend,
    // The dashboard takes queues of any backend, but its type names only the default one.
    boards: opened.map(({ queue }) => queue as unknown as Queue),

    async add(jobs) {
      await Promise.all(
        opened.map(async ({ lane, queue }) => {
          const own = jobs.filter((job) => jobCatalogue[job.name].lane === lane);
          if (own.length === 0) return;
          await queue.addBulk(own.map((job) => ({ name: job.name, data: job.payload, opts: optionsOf(job) })));
        }),
      );
    },

    async schedule(key, name, payload, cron) {
      const definition: JobDefinition = jobCatalogue[name];
      await queueOf(definition.lane).upsertJobScheduler(
        key,
        { pattern: cron, tz: "UTC" },
        { name, data: payload, opts: retryOf(definition) },
      );
    },

    startWorkers: (start) => startLaneWorkers(options, start),

    async counts() {
      return Promise.all(
        opened.map(async ({ lane, queue }): Promise<LaneCounts> => {
          const counts = await queue.getJobCounts("waiting", "active", "delayed", "failed", "completed");
          const of = (state: string) => counts[state] ?? 0;
          return {
            lane,
            waiting: of("waiting"),
            active: of("active"),
            delayed: of("delayed"),
            failed: of("failed"),
            completed: of("completed"),
          };
        }),
      );
    },

    async close() {
      await Promise.all(opened.map(({ queue }) => queue.close()));
      await options.disconnect();
    },
  };
}

function optionsOf(job: JobToAdd) {
  return { jobId: job.id, ...retryOf(jobCatalogue[job.name]) };
}

function retryOf(definition: JobDefinition) {
  return {
    attempts: definition.attempts,
    backoff: { type: "exponential", delay: definition.backoffMs, jitter: 0.2 },
    ...retention,
  };
}
