import type { WorkflowSpec } from "@gloria/contracts";
import type { Instance } from "../engine/instance.ts";
import { type Answer, needKey } from "../engine/need.ts";
import { type Reduction, reduce } from "../engine/reduce.ts";
import type { TraceEntry } from "../engine/trace-entry.ts";
import type { WorkflowEvent, WorkflowEventOf, WorkflowEventType } from "../engine/workflow-event.ts";
import type { SimulationWorld } from "./plain-world.ts";

/** What was done, and at which instant of the simulated time. */
export interface SimulatedEntry {
  readonly at: number;
  readonly entry: TraceEntry;
}

type Said<Type extends WorkflowEventType> = Omit<WorkflowEventOf<Type>, "at" | "by" | "type">;

/** One instance in a world of its own, whose clock stands until somebody turns it. */
export class Simulation {
  readonly trace: SimulatedEntry[] = [];
  now: number;
  instance: Instance | null = null;
  readonly #spec: WorkflowSpec;
  readonly #world: SimulationWorld;

  constructor(spec: WorkflowSpec, world: SimulationWorld, now: number) {
    this.#spec = spec;
    this.#world = world;
    this.now = now;
  }

  /** Lets something happen now; null, or the code of the refusal. */
  do<Type extends WorkflowEventType>(type: Type, said: Said<Type>, by: string | null): string | null {
    // The parts are those of this type of event, which the compiler cannot put together again.
    const event = { ...said, type, at: this.now, by } as unknown as WorkflowEvent;
    const reduction = this.#reduce(event);
    if (reduction.kind === "refused") return reduction.code;
    this.instance = reduction.instance;
    for (const entry of reduction.trace) this.trace.push({ at: this.now, entry });
    return null;
  }

  #reduce(event: WorkflowEvent): Exclude<Reduction, { kind: "needs" }> {
    const answers: Record<string, Answer> = {};
    for (;;) {
      const reduction = reduce(this.#spec, this.instance, event, answers);
      if (reduction.kind !== "needs") return reduction;
      for (const need of reduction.needs) answers[needKey(need)] = this.#world.answer(need);
    }
  }
}
