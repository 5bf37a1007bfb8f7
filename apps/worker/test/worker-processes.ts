import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { migrateQueue } from "@gloria/jobs";
import type { TestDatabase } from "@gloria/testkit";
import { afterEach, beforeAll, expect } from "vitest";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

type Environment = Readonly<Record<string, string>>;

export interface WorkerProcesses {
  /** What a worker must know of the test's database. */
  readonly settings: () => Environment;
  /** A worker's process, which may not take work yet. Its errors come through a pipe where a test reads them. */
  readonly start: (env?: Environment, stderr?: "inherit" | "pipe") => ChildProcess;
  /** One that takes work. */
  readonly started: (env?: Environment) => Promise<ChildProcess>;
  /** Ends it with SIGKILL, unless it has ended already. */
  readonly killed: (child: ChildProcess) => Promise<void>;
}

/** Real worker processes over the test file's database; whatever runs when a test ends is killed. */
export function workerProcesses(database: TestDatabase): WorkerProcesses {
  const children: ChildProcess[] = [];
  beforeAll(() => migrateQueue({ ownerUrl: database.urls.owner, queueRole: new URL(database.urls.queue).username }));
  afterEach(async () => {
    await Promise.all(children.splice(0).map(killed));
  });
  const settings = () => ({
    DATABASE_URL: database.urls.owner,
    DATABASE_APP_URL: database.urls.app,
    DATABASE_SYSTEM_URL: database.urls.system,
    DATABASE_QUEUE_URL: database.urls.queue,
  });
  function start(env: Environment = settings(), stderr: "inherit" | "pipe" = "inherit"): ChildProcess {
    const child = fork(main, [], {
      execArgv: ["--import", "tsx"],
      env: { PATH: process.env["PATH"] ?? "", ...env },
      stdio: ["ignore", "ignore", stderr, "ipc"],
    });
    children.push(child);
    return child;
  }
  async function started(env?: Environment): Promise<ChildProcess> {
    const child = start(env);
    const [message] = await once(child, "message");
    expect(message).toEqual({ type: "ready" });
    return child;
  }
  return { settings, start, started, killed };
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}
