import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { EmbeddedPostgresError, systemErrorCode } from "./embedded-postgres-error.ts";
import { type PostmasterFile, parsePostmasterFile } from "./postmaster-file.ts";
import { isServerOf, listServerProcesses } from "./process-identity.ts";

/**
 * The living server of this data folder, or null. A `postmaster.pid` proves nothing by itself: after a kill its pid
 * may be a zombie or belong to another program, and in a copied folder it names the original's server.
 */
export function findRunningServer(dataDir: string): PostmasterFile | null {
  let text: string;
  try {
    text = readFileSync(join(dataDir, "postmaster.pid"), "utf8");
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") {
      return null;
    }
    throw error;
  }
  const file = parsePostmasterFile(text);
  return file !== null && file.dataDir === dataDir && isServerOf(file.pid, dataDir) ? file : null;
}

/** Waits until a process of this data folder is gone; false when it still runs at the end. */
export async function waitUntilGone(pid: number, dataDir: string, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (isServerOf(pid, dataDir)) {
    if (Date.now() > deadline) {
      return false;
    }
    await delay(10);
  }
  return true;
}

/**
 * Makes way for a new server: waits for what a killed one left behind (its children end by themselves when they
 * notice), ends what does not, and removes the stale `postmaster.pid`, which would refuse the start when its pid is
 * in use again. Call it only when no server runs.
 */
export async function clearLeftovers(dataDir: string, patienceMs = 10_000): Promise<void> {
  const signals: NodeJS.Signals[] = ["SIGQUIT", "SIGKILL"];
  for (let step = 0; ; step += 1) {
    const deadline = Date.now() + patienceMs;
    let left = listServerProcesses(dataDir);
    while (left.length > 0 && Date.now() < deadline) {
      await delay(10);
      left = listServerProcesses(dataDir);
    }
    if (left.length === 0) {
      break;
    }
    const signal = signals[step];
    if (signal === undefined) {
      throw new EmbeddedPostgresError({
        what: `The database in ${dataDir} cannot be started.`,
        why: `Processes of a killed server still use it and do not end: ${left.join(", ")}.`,
        fix: "End them, or restart the machine.",
      });
    }
    for (const pid of left) {
      sendSignal(pid, signal);
    }
  }
  rmSync(join(dataDir, "postmaster.pid"), { force: true });
}

/** Sends a signal; a process that has just ended is no error. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (systemErrorCode(error) !== "ESRCH") {
      throw error;
    }
  }
}
