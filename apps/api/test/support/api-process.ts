import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** An api in a process of its own, as it runs in production. */
export interface ApiProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** What it wrote, for when a test fails. */
  readonly output: () => string;
  /** Asks it to end; the exit code. */
  stop(): Promise<number | null>;
}

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

/** @param preloaded a module that is loaded before anything else. */
export async function startApiProcess(environment: Record<string, string>, preloaded?: string): Promise<ApiProcess> {
  const child = fork(main, [], {
    execArgv: [...(preloaded === undefined ? [] : ["--import", preloaded]), "--import", "tsx"],
    env: { PATH: process.env["PATH"] ?? "", ...environment },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const chunks: string[] = [];
  child.stdout?.on("data", (chunk) => chunks.push(String(chunk)));
  child.stderr?.on("data", (chunk) => chunks.push(String(chunk)));
  const output = () => chunks.join("");
  const exited = once(child, "exit").then(([code]) => code as number | null);
  const url = await Promise.race([
    new Promise<string>((resolve) => {
      child.on("message", (message: { type: string; url: string }) => {
        if (message.type === "ready") resolve(message.url);
      });
    }),
    exited.then((code): never => {
      throw new Error(`the api process ended with ${code} before it was ready:\n${output()}`);
    }),
  ]);
  return {
    url,
    child,
    output,
    stop() {
      child.kill("SIGTERM");
      return exited;
    },
  };
}
