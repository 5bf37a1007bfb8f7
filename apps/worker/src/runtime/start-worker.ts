import type { WorkerConfig } from "@gloria/config";
import { findDue, openQueues, relayBatch } from "@gloria/jobs";
import { createCaptureProvider, createResendProvider, type Services } from "@gloria/services";
import type { JobContext } from "./job-context.ts";
import { mayRetry } from "./may-retry.ts";
import { startRelay } from "./relay.ts";
import { createJobRunner } from "./run-job.ts";
import { schedule } from "./schedule.ts";

export interface WorkerOptions {
  readonly config: Pick<WorkerConfig, "database" | "redisUrl" | "resend">;
  readonly services: Services;
  /** Keeps installations apart that share a Redis. */
  readonly redisPrefix?: string;
}

export interface RunningWorker {
  /** Finishes the running jobs within `graceMs`, then closes the queues. The services stay open: they are the caller's. */
  stop(graceMs: number): Promise<void>;
}

const concurrency = { critical: 4, transactional: 8, bulk: 2 } as const;

/** Starts everything of the worker; returns when it takes jobs. */
export async function startWorker({ config, services, redisPrefix }: WorkerOptions): Promise<RunningWorker> {
  const { app, system, clock, logger } = services;
  const mail = config.resend === null ? createCaptureProvider(app, logger) : createResendProvider(config.resend);
  const queues = await openQueues({
    queueUrl: config.database.queueUrl,
    redisUrl: config.redisUrl,
    redisPrefix,
    logger,
  });
  const context: JobContext = { services: { ...services, mail }, queues };
  const workers = await queues.startWorkers({
    run: createJobRunner(context, logger),
    mayRetry,
    concurrency,
    logger,
  });
  await schedule(queues, clock);
  const relay = await startRelay(
    {
      findDue: () => findDue(system),
      relayBatch: () => relayBatch(system, queues, logger),
      requeue: (jobs) => queues.add(jobs),
      listen: (channel, onNotify) => system.sql.listen(channel, onNotify),
    },
    logger,
  );
  logger.info({ backend: queues.backend, mail: mail.name }, "worker ready");
  return {
    async stop(graceMs) {
      await relay.stop();
      await workers.close(graceMs);
      await queues.close();
    },
  };
}
