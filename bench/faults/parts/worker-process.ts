import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";

const bundle = fileURLToPath(new URL("../../../apps/worker/dist/main.js", import.meta.url));

export interface WorkerProcess {
  /** SIGKILL; returns when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; returns its exit code. */
  stop(): Promise<number | null>;
}

/** Starts the built worker as the launcher does; returns when it has said that it is ready. */
export async function startWorkerProcess(
  env: Readonly<Record<string, string>>,
  logFile: string,
): Promise<WorkerProcess> {
  if (!existsSync(bundle)) throw new Error(`the worker is not built: ${bundle} is missing`);
  const log = openSync(logFile, "a");
  const child = fork(bundle, [], {
    // Nothing of our own environment: a RESEND key or a REDIS_URL of the person's must play no part.
    env: { PATH: process.env["PATH"] ?? "", ...env },
    stdio: ["ignore", log, log, "ipc"],
  });
  const exited = once(child, "exit");
  await Promise.race([
    readiness(child),
    exited.then(([code, signal]) => {
      throw new Error(`the worker ended before it was ready (${code ?? signal}); see ${logFile}`);
    }),
  ]);
  const end = async (signal: "SIGKILL" | "SIGTERM"): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
    return child.exitCode;
  };
  return {
    async kill() {
      await end("SIGKILL");
    },
    stop: () => end("SIGTERM"),
  };
}

async function readiness(child: ChildProcess): Promise<void> {
  for (;;) {
    const [message] = await once(child, "message");
    if (typeof message === "object" && message !== null && message.type === "ready") return;
  }
}
