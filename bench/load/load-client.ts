import { once } from "node:events";
import type { ChildProgram } from "../parts/child-program.ts";
import type { LoadCommand, LoadMode, LoadReply, LoadResult, Plan } from "./load-protocol.ts";

/** The bench's end of the load generator. One command at a time. */
export class LoadClient {
  readonly #program: ChildProgram;

  constructor(program: ChildProgram) {
    this.#program = program;
  }

  async plan(name: string, plan: Plan): Promise<void> {
    await this.#ask({ type: "plan", name, plan });
  }

  /** @throws Error when a request failed: figures of a server that fails say nothing */
  async run(plan: string, mode: LoadMode, seconds: number): Promise<LoadResult> {
    const reply = await this.#ask({ type: "run", plan, mode, seconds });
    if (reply.type !== "result") throw new Error("the load generator answered something else");
    const { result } = reply;
    if (result.failed > 0) {
      throw new Error(
        `${plan}: ${result.failed} of ${result.failed + result.answered} requests failed. The first: ${result.firstFailure}`,
      );
    }
    return result;
  }

  async #ask(command: LoadCommand): Promise<LoadReply> {
    const child = this.#program.process;
    const ended = new AbortController();
    const stopped = () => ended.abort(new Error("the load generator has ended"));
    child.once("exit", stopped);
    try {
      const answer = once(child, "message", { signal: ended.signal });
      child.send(command);
      const [reply]: LoadReply[] = await answer;
      if (reply === undefined) throw new Error("the load generator answered nothing");
      if (reply.type === "error") throw new Error(`the load generator failed: ${reply.message}`);
      return reply;
    } finally {
      child.off("exit", stopped);
    }
  }
}
