import { setTimeout as delay } from "node:timers/promises";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { findRunningServer, waitUntilGone } from "./find-running-server.ts";
import type { RunningServer } from "./launch-server.ts";
import { waitUntilReady } from "./probe-server.ts";
import { identifyProcess } from "./process-identity.ts";

/**
 * The server that already runs on this data folder, once it takes connections. Null when none runs, which includes
 * one that was just stopping: then it is gone when this returns.
 */
export async function attachServer(options: {
  dataDir: string;
  readyTimeoutMs: number;
  urlOf: (port: number) => string;
}): Promise<RunningServer | null> {
  const { dataDir, readyTimeoutMs } = options;
  const deadline = Date.now() + readyTimeoutMs;
  for (;;) {
    const running = findRunningServer(dataDir);
    if (running === null) {
      return null;
    }
    const { pid, port } = running;
    if (running.status === "stopping") {
      await waitUntilGone(identifyProcess(pid), readyTimeoutMs);
    } else if (port !== null) {
      const ended = () => (findRunningServer(dataDir)?.pid === pid ? null : endedMeanwhile(dataDir));
      try {
        await waitUntilReady({ url: options.urlOf(port), dataDir, timeoutMs: readyTimeoutMs, failed: ended });
        return { pid, port };
      } catch (error) {
        if (ended() === null) {
          throw error;
        }
      }
    }
    if (Date.now() > deadline) {
      throw new EmbeddedPostgresError({
        what: `The database in ${dataDir} can be neither used nor started.`,
        why: `Its process ${pid} has been ${running.status ?? "starting"} for more than ${readyTimeoutMs / 1000} s.`,
        fix: `Look into server.log beside the data folder; end the process with kill -9 ${pid} as a last resort.`,
      });
    }
    await delay(20);
  }
}

function endedMeanwhile(dataDir: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError({
    what: `The database in ${dataDir} ended while it was being attached to.`,
    why: "Another process stopped it.",
    fix: "Start again.",
  });
}
