import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { findRunningServer, sendSignal, waitUntilGone } from "./find-running-server.ts";
import { identifyProcess } from "./process-identity.ts";

const fastTimeoutMs = 20_000;
const immediateTimeoutMs = 5_000;

/**
 * Stops the server of this data folder, whoever started it, and returns when its process is gone. Open transactions
 * are rolled back and everything is written to disk (fast shutdown); a server that does not manage that in 20 s is
 * ended at once and repairs itself at its next start. No server is no error.
 */
export async function stopServer(dataDir: string): Promise<void> {
  const running = findRunningServer(dataDir);
  if (running === null) {
    return;
  }
  const server = identifyProcess(running.pid);
  sendSignal(running.pid, "SIGINT");
  if (await waitUntilGone(server, fastTimeoutMs)) {
    return;
  }
  sendSignal(running.pid, "SIGQUIT");
  if (await waitUntilGone(server, immediateTimeoutMs)) {
    return;
  }
  throw new EmbeddedPostgresError({
    what: `The database in ${dataDir} does not stop.`,
    why: `Its process ${running.pid} answered neither a fast nor an immediate shutdown.`,
    fix: `Look into server.log beside the data folder; end the process with kill -9 ${running.pid} as a last resort.`,
  });
}

/** Ends the server of this data folder at once; it repairs itself at its next start. Does not wait. */
export function killServer(dataDir: string): void {
  const running = findRunningServer(dataDir);
  if (running !== null) {
    sendSignal(running.pid, "SIGQUIT");
  }
}
