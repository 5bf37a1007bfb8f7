import type { LoadResult } from "../load/load-protocol.ts";
import { nameSearch } from "../scenarios/name-search.ts";
import type { ScenarioContext } from "../scenarios/scenario.ts";
import type { Bench } from "./run-scenario.ts";

export const steadyPerSecond = 50;

export interface SteadyResult {
  readonly rounds: readonly { readonly ours: LoadResult; readonly theirs: LoadResult }[];
}

/** The search at a fixed rate, which waits for nobody: what people feel who come when they like. */
export async function runSteadySearch(bench: Bench, context: ScenarioContext): Promise<SteadyResult> {
  const { load, options } = bench;
  const sides = [context.ours, context.theirs];
  for (const side of sides) {
    const requests = await nameSearch.requestsFor(side, context);
    const port = Number(new URL(side.url).port);
    await load.plan(`steady: ${side.label}`, { port, requests, expectedStatus: 200 });
  }
  const mode = { kind: "open", perSecond: steadyPerSecond } as const;
  // Long enough for a 95th percentile to mean something: 500 requests a run at the default.
  const seconds = options.seconds * 2.5;
  const rounds: { ours: LoadResult; theirs: LoadResult }[] = [];
  for (const side of sides) await load.run(`steady: ${side.label}`, mode, options.seconds / 2);
  for (let round = 0; round < Math.ceil(options.rounds / 2); round += 1) {
    const ours = await bench.memory.during(() => load.run(`steady: ${context.ours.label}`, mode, seconds));
    const theirs = await load.run(`steady: ${context.theirs.label}`, mode, seconds);
    rounds.push({ ours, theirs });
  }
  return { rounds };
}
