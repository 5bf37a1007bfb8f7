import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import type { Cleanup } from "./cleanup.ts";

export interface ChildProgram {
  readonly pid: number;
  readonly process: ChildProcess;
  /** Where it listens; empty for one that does not. */
  readonly url: string;
  /** SIGTERM, and SIGKILL after ten seconds; returns when it is gone. */
  stop(): Promise<void>;
}

export interface ChildProgramOptions {
  readonly name: string;
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
  readonly execArgv: readonly string[];
  readonly logFile: string;
}

const startTimeoutMs = 30_000;
const stopTimeoutMs = 10_000;

/** Starts a program and returns when it has sent `{type: "ready", url}`. It ends by itself when we are gone. */
export async function startChildProgram(options: ChildProgramOptions, cleanup: Cleanup): Promise<ChildProgram> {
  const log = openSync(options.logFile, "a");
  const child = fork(options.file, [], {
    // Nothing of our own environment: settings of the person's must play no part.
    env: { PATH: process.env["PATH"] ?? "", NODE_ENV: "production", ...options.env },
    execArgv: [...options.execArgv],
    stdio: ["ignore", log, log, "ipc"],
  });
  const exited = once(child, "exit");
  const hasExited = () => child.exitCode !== null || child.signalCode !== null;
  const stop = async () => {
    if (hasExited()) return;
    child.kill("SIGTERM");
    const forced = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs);
    await exited;
    clearTimeout(forced);
  };
  cleanup.add(stop, () => {
    if (!hasExited()) child.kill("SIGKILL");
  });
  const timeout = AbortSignal.timeout(startTimeoutMs);
  const url = await Promise.race([
    readyUrl(child, timeout),
    exited.then(([code, signal]) => {
      throw new Error(`${options.name} ended before it was ready (${code ?? signal}); see ${options.logFile}`);
    }),
  ]);
  return { pid: child.pid ?? 0, process: child, url, stop };
}

async function readyUrl(child: ChildProcess, signal: AbortSignal): Promise<string> {
  for (;;) {
    const [message] = await once(child, "message", { signal });
    if (typeof message === "object" && message !== null && message.type === "ready") return String(message.url ?? "");
  }
}
