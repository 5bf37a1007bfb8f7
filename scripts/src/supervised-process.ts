import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { LaunchError } from "./launch-error.ts";

const readyTimeoutMs = 60_000;
const stopTimeoutMs = 15_000;
const firstDelayMs = 500;
const longestDelayMs = 30_000;
/** After living this long, a crash counts as the first one again. */
const steadyAfterMs = 60_000;

export interface SupervisedProcessOptions {
  readonly name: string;
  /** The built file. */
  readonly file: string;
  /** What Node is told. */
  readonly nodeFlags: readonly string[];
  /** Asked at every start, so that a restart sees what has changed since. */
  readonly environment: () => NodeJS.ProcessEnv;
  readonly say: (text: string) => void;
  /** Called with the pid at every start. */
  readonly onStart?: (pid: number) => void;
}

/** What a child sends over IPC when it takes work. */
interface ReadyMessage {
  readonly type: "ready";
  /** The address it listens on; the worker has none. */
  readonly url?: string;
}

/**
 * A child process that is kept running. It has its own session, so that a Ctrl-C reaches it only through us; it must
 * send `{type: "ready"}` over IPC, and end by itself when the IPC channel closes, which is how it learns that we were
 * killed.
 */
export class SupervisedProcess {
  private readonly options: SupervisedProcessOptions;
  private child: ChildProcess | null = null;
  private stopping = false;
  private crashes = 0;
  private restartTimer: NodeJS.Timeout | null = null;

  constructor(options: SupervisedProcessOptions) {
    this.options = options;
  }

  /** Starts it the first time; its own failure is then ours. Returns the address it reports, or null. */
  async start(): Promise<string | null> {
    const child = this.spawn();
    const url = await this.waitUntilReady(child);
    child.once("exit", (code, signal) => this.restartLater(child, describeEnd(code, signal)));
    if (hasEnded(child)) {
      this.restartLater(child, describeEnd(child.exitCode, child.signalCode));
    }
    return url;
  }

  /** Asks it to finish what it does, waits at most 15 s, then ends it. Returns when it is gone. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.restartTimer !== null) {
      clearTimeout(this.restartTimer);
    }
    const { child } = this;
    if (child === null || hasEnded(child)) {
      return;
    }
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    const timer = setTimeout(() => {
      this.options.say(`The ${this.options.name} does not finish within ${stopTimeoutMs / 1000} s and is ended.`);
      child.kill("SIGKILL");
    }, stopTimeoutMs);
    await ended;
    clearTimeout(timer);
  }

  /** Ends it at once. */
  kill(): void {
    this.stopping = true;
    this.child?.kill("SIGKILL");
  }

  /** Ends it so that it comes back with a fresh environment. */
  restart(): void {
    this.child?.kill("SIGTERM");
  }

  private spawn(): ChildProcess {
    const child = fork(this.options.file, [], {
      detached: true,
      env: this.options.environment(),
      execArgv: [...this.options.nodeFlags],
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    this.child = child;
    if (child.pid !== undefined) {
      this.options.onStart?.(child.pid);
    }
    return child;
  }

  private waitUntilReady(child: ChildProcess): Promise<string | null> {
    const { name, file } = this.options;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        child.kill("SIGKILL");
        fail(`It was not ready after ${readyTimeoutMs / 1000} s.`);
      }, readyTimeoutMs);
      const onMessage = (message: unknown) => {
        if (isReady(message)) {
          cleanUp();
          resolve(message.url ?? null);
        }
      };
      const onExit = (code: number | null, signal: string | null) =>
        fail(`It ended with ${describeEnd(code, signal)}.`);
      const onError = (error: Error) => fail(`${file} cannot be run: ${error.message}.`);
      const cleanUp = () => {
        clearTimeout(timer);
        child.off("message", onMessage).off("exit", onExit).off("error", onError);
      };
      const fail = (why: string) => {
        cleanUp();
        reject(
          new LaunchError({
            what: `The ${name} does not start.`,
            why: `${why} What it said stands above.`,
            fix: "Mend what it names, then start again.",
          }),
        );
      };
      child.on("message", onMessage).once("exit", onExit).once("error", onError);
    });
  }

  private restartLater(child: ChildProcess, ending: string): void {
    if (this.stopping || this.child !== child) {
      return;
    }
    const delayMs = Math.min(firstDelayMs * 2 ** this.crashes, longestDelayMs);
    this.crashes += 1;
    this.options.say(
      `The ${this.options.name} ended with ${ending}; it is started again in ${(delayMs / 1000).toFixed(1)} s.`,
    );
    this.restartTimer = setTimeout(() => this.startAgain(), delayMs);
  }

  private startAgain(): void {
    const child = this.spawn();
    const steady = setTimeout(() => {
      this.crashes = 0;
    }, steadyAfterMs);
    steady.unref();
    child.once("exit", (code, signal) => {
      clearTimeout(steady);
      this.restartLater(child, describeEnd(code, signal));
    });
    this.waitUntilReady(child).then(
      () => this.options.say(`The ${this.options.name} runs again.`),
      // Its end is what restartLater reports and answers.
      (error: unknown) => this.options.say(error instanceof LaunchError ? error.why : String(error)),
    );
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function describeEnd(code: number | null, signal: string | null): string {
  return signal === null ? `exit code ${code}` : signal;
}

function isReady(message: unknown): message is ReadyMessage {
  return typeof message === "object" && message !== null && "type" in message && message.type === "ready";
}
