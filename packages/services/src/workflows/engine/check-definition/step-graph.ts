import type { DefinitionModel } from "./definition-model.ts";
import { type Flow, isEnd } from "./flow.ts";
import type { Edge, ModelStep } from "./model-step.ts";

/**
 * The steps that can be reached as a graph of numbers: each step, and behind all of them the join of each, through which
 * the branches of a parallel step come to what follows it.
 */
export interface StepGraph {
  readonly steps: readonly ModelStep[];
  readonly numberOf: ReadonlyMap<string, number>;
  /** Where each leads, the way back to the requester left out. */
  readonly next: readonly (readonly number[])[];
  /** Those that lead back to the requester, and so to the start. */
  readonly returning: ReadonlySet<number>;
  /** Those that lead to an end at once, or where that cannot be told. */
  readonly ending: ReadonlySet<number>;
}

export function stepGraphOf(model: DefinitionModel, flow: Flow): StepGraph {
  const steps = [...model.steps.values()].filter(({ key }) => flow.regionOf.has(key));
  const numberOf = new Map(steps.map(({ key }, number) => [key, number]));
  const next: number[][] = Array.from({ length: 2 * steps.length }, () => []);
  const returning = new Set<number>();
  const ending = new Set<number>();

  // A way that leads out of its branch has been reported as that.
  const crossing = new Set(flow.crossings.map(({ edge }) => edge));
  const connect = (from: number, step: ModelStep, edge: Edge) => {
    const { to } = edge;
    if (crossing.has(edge)) ending.add(from);
    else if (to === "@requester") returning.add(from);
    else if (to === "@join") {
      const parallel = flow.regionOf.get(step.key)?.parallel?.key;
      const number = parallel === undefined ? undefined : numberOf.get(parallel);
      if (number === undefined) ending.add(from);
      else next[from]?.push(steps.length + number);
    } else {
      const number = numberOf.get(to);
      if (number === undefined || isEnd(to)) ending.add(from);
      else next[from]?.push(number);
    }
  };

  steps.forEach((step, number) => {
    if (step.type === "end" || step.valid === null) ending.add(number);
    const out = step.type === "parallel" ? steps.length + number : number;
    if (out !== number) next[number]?.push(out);
    for (const edge of step.edges) connect(out, step, edge);
    for (const edge of step.branches) connect(number, step, edge);
  });
  return { steps, numberOf, next, returning, ending };
}

/** All that can be come to from these along the ways; each is in it itself. */
export function reach(from: Iterable<number>, next: readonly (readonly number[])[]): Set<number> {
  const reached = new Set(from);
  // A set goes through what is added to it on the way, too.
  for (const number of reached) for (const other of next[number] ?? []) reached.add(other);
  return reached;
}

/** The same ways, walked the other way round. */
export function reversed(next: readonly (readonly number[])[]): number[][] {
  const back: number[][] = next.map(() => []);
  next.forEach((targets, number) => {
    for (const target of targets) back[target]?.push(number);
  });
  return back;
}
