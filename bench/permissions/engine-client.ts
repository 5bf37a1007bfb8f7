import { once } from "node:events";
import { join } from "node:path";
import { type ChildProgram, startChildProgram } from "../parts/child-program.ts";
import type { Cleanup } from "../parts/cleanup.ts";
import type { EngineCommand, EngineReply, EngineRound } from "./engine-protocol.ts";

/** Somebody's engine; `name` is that of the function that prepares it. */
export interface EngineChoice {
  readonly name: string;
  readonly title: string;
}

/** The bench's end of an engine's process. One command at a time. */
export class EngineClient {
  readonly choice: EngineChoice;
  readonly rounds: EngineRound[] = [];
  bytesPerUser: number | null = null;
  readonly #program: ChildProgram;

  private constructor(choice: EngineChoice, program: ChildProgram) {
    this.choice = choice;
    this.#program = program;
  }

  static async start(
    choice: EngineChoice,
    own: { readonly file: string; readonly folder: string; readonly peersFolder: string },
    cleanup: Cleanup,
  ): Promise<EngineClient> {
    const program = await startChildProgram(
      {
        name: choice.name,
        file: own.file,
        execArgv: ["--max-old-space-size=4096"],
        logFile: join(own.folder, `${choice.name}.log`),
        env: { BENCH_ENGINE: choice.name, BENCH_PEERS: own.peersFolder, BENCH_FOLDER: own.folder },
      },
      cleanup,
    );
    const client = new EngineClient(choice, program);
    // Before the process goes: it may have one of its own.
    cleanup.add(() => client.close());
    const prepared = await client.#ask({ type: "prepare" });
    if (prepared.type === "prepared") client.bytesPerUser = prepared.bytesPerUser;
    return client;
  }

  /** @throws Error when an answer was not the oracle's: figures of an engine that errs say nothing */
  async round(seconds: number): Promise<EngineRound> {
    const reply = await this.#ask({ type: "round", seconds });
    if (reply.type !== "round") throw new Error(`${this.choice.title} answered something else`);
    const { wrong, checks } = reply.round;
    if (wrong > 0) throw new Error(`${this.choice.title}: ${wrong} of ${checks} answers are wrong`);
    return reply.round;
  }

  async close(): Promise<void> {
    if (this.#program.process.connected) await this.#ask({ type: "close" });
    await this.#program.stop();
  }

  async #ask(command: EngineCommand): Promise<EngineReply> {
    const child = this.#program.process;
    const ended = new AbortController();
    const stopped = () => ended.abort(new Error(`${this.choice.title} has ended`));
    child.once("exit", stopped);
    try {
      const answer = once(child, "message", { signal: ended.signal });
      child.send(command);
      const [reply]: EngineReply[] = await answer;
      if (reply === undefined) throw new Error(`${this.choice.title} answered nothing`);
      if (reply.type === "error") throw new Error(`${this.choice.title} failed: ${reply.message}`);
      return reply;
    } finally {
      child.off("exit", stopped);
    }
  }
}
