import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";
import { systemErrorCode } from "./embedded-postgres-error.ts";

const onLinux = process.platform === "linux";

/** Reads a file or link below /proc; null when the process is gone or belongs to somebody else. */
function readProc<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === "ENOENT" || code === "EACCES" || code === "EPERM" || code === "ESRCH") {
      return null;
    }
    throw error;
  }
}

/** The fields of /proc/PID/stat from the state on; the command before them may itself hold spaces and brackets. */
function readProcStat(pid: number): string[] | null {
  const text = readProc(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  return text === null ? null : text.slice(text.lastIndexOf(")") + 2).split(" ");
}

/** Whether a process runs. A zombie does not: it answers signals, but holds no file, port or memory any more. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemErrorCode(error) !== "EPERM") {
      return false;
    }
  }
  if (!onLinux) {
    return true;
  }
  const state = readProcStat(pid)?.[0];
  return state !== undefined && state !== "Z" && state !== "X";
}

/**
 * A text that differs between two processes that had the same pid one after the other, also across a reboot.
 * Empty where the system offers none (Windows): the pid alone must do there.
 */
export function processStartToken(pid: number): string {
  if (onLinux) {
    const startedAtTicks = readProcStat(pid)?.[19] ?? "";
    const bootId = readProc(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8"))?.trim() ?? "";
    return `${bootId}:${startedAtTicks}`;
  }
  if (process.platform === "win32") {
    return "";
  }
  return readPs(pid, "lstart=");
}

/** A process, told apart from a later one with the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startToken: string;
}

export function identifyProcess(pid: number): ProcessIdentity {
  return { pid, startToken: processStartToken(pid) };
}

export function isStillAlive({ pid, startToken }: ProcessIdentity): boolean {
  return isProcessAlive(pid) && processStartToken(pid) === startToken;
}

/** One column of `ps` for one process; empty when it is gone. */
function readPs(pid: number, column: string): string {
  try {
    return execFileSync("ps", ["-o", column, "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch (error) {
    if (error instanceof Error && "status" in error && error.status === 1) {
      return "";
    }
    throw error;
  }
}

/** Whether this process is a Postgres server process of exactly this (real) data folder. */
export function isServerOf(pid: number, dataDir: string): boolean {
  if (!isProcessAlive(pid)) {
    return false;
  }
  if (onLinux) {
    // Every server process makes the data folder its working folder. Another user's links cannot be read: not ours.
    const folder = readProc(() => readlinkSync(`/proc/${pid}/cwd`));
    const program = readProc(() => readlinkSync(`/proc/${pid}/exe`));
    // The suffix appears when the package was reinstalled under a running server.
    return folder === dataDir && program !== null && basename(program.replace(/ \(deleted\)$/, "")) === "postgres";
  }
  if (process.platform === "win32") {
    return true;
  }
  return readPs(pid, "command=").includes(dataDir);
}

/** The pids of all server processes of this data folder; Linux only, elsewhere the server's own check must do. */
export function listServerProcesses(dataDir: string): number[] {
  if (!onLinux) {
    return [];
  }
  return readdirSync("/proc")
    .map((name) => (/^\d+$/.test(name) ? Number(name) : 0))
    .filter((pid) => pid > 0 && isServerOf(pid, dataDir));
}
