import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { EmbeddedPostgresError, systemErrorCode } from "./embedded-postgres-error.ts";
import { type PostmasterFile, parsePostmasterFile } from "./postmaster-file.ts";
import {
  identifyProcess,
  isServerOf,
  isStillAlive,
  listServerProcesses,
  type ProcessIdentity,
} from "./process-identity.ts";

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

/**
 * Waits until a process is wholly gone; false when it still runs at the end. A dying process loses its program and
 * folder before its files and ports, so those do not tell.
 */
export async function waitUntilGone(process: ProcessIdentity, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (isStillAlive(process)) {
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
  const left = listServerProcesses(dataDir).map(identifyProcess);
  for (const signal of [null, "SIGQUIT", "SIGKILL"] as const) {
    if (signal !== null) {
      for (const { pid } of left.filter(isStillAlive)) {
        sendSignal(pid, signal);
      }
    }
    const gone = await Promise.all(left.map((process) => waitUntilGone(process, patienceMs)));
    if (gone.every(Boolean)) {
      break;
    }
  }
  const stubborn = left.filter(isStillAlive);
  if (stubborn.length > 0) {
    throw new EmbeddedPostgresError({
      what: `The database in ${dataDir} cannot be started.`,
      why: `Processes of a killed server still use it and do not end: ${stubborn.map(({ pid }) => pid).join(", ")}.`,
      fix: "End them, or restart the machine.",
    });
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
