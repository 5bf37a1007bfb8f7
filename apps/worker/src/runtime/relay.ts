import type { Logger } from "@gloria/core";
import { type Due, outboxChannel } from "@gloria/jobs";

/** How often the relay looks while there is work, and how far apart its looks grow without any. */
const busyMs = 25;
const idleMs = 1_000;
/** After a failed look, most likely a database that restarts. */
const failedMs = 1_000;

export interface RelayPorts {
  findDue(): Promise<Due>;
  /** Publishes a batch; how many rows it took. */
  relayBatch(): Promise<number>;
  requeue(jobs: Due["forgotten"]): Promise<void>;
  /** Calls back whenever the channel is notified; resolves when it listens. */
  listen(channel: string, onNotify: () => void): Promise<{ unlisten(): Promise<void> }>;
}

export interface Relay {
  /** Stops after the look under way. */
  stop(): Promise<void>;
}

/**
 * Carries rows from PostgreSQL to the queue: one statement a look, every 25 ms while there is work, at most a second
 * apart when there is none, and at once when somebody rings. The same look brings back what the queue has lost.
 */
export async function startRelay(ports: RelayPorts, logger: Logger): Promise<Relay> {
  let stopped = false;
  let rung = false;
  let wake: (() => void) | null = null;
  const ring = () => {
    rung = true;
    wake?.();
  };

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      if (rung || stopped) return resolve();
      const timer = setTimeout(done, ms);
      function done() {
        clearTimeout(timer);
        wake = null;
        resolve();
      }
      wake = done;
    });

  async function run(): Promise<void> {
    let waitMs = busyMs;
    while (!stopped) {
      rung = false;
      try {
        const moved = await look(ports, logger);
        waitMs = moved > 0 ? busyMs : Math.min(waitMs * 2, idleMs);
      } catch (error) {
        logger.warn({ err: error }, "the relay could not look for work; it tries again");
        waitMs = failedMs;
      }
      await sleep(waitMs);
      if (rung) waitMs = busyMs;
    }
  }

  const subscription = await ports.listen(outboxChannel, ring);
  const running = run();
  return {
    async stop() {
      stopped = true;
      wake?.();
      await running;
      await subscription.unlisten();
    },
  };
}

async function look(ports: RelayPorts, logger: Logger): Promise<number> {
  const due = await ports.findDue();
  if (due.forgotten.length > 0) {
    logger.info({ jobs: due.forgotten.length }, "work that is due is queued again");
    await ports.requeue(due.forgotten);
  }
  return (due.unpublished ? await ports.relayBatch() : 0) + due.forgotten.length;
}
