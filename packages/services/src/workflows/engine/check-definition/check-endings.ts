import { findCycles } from "./find-cycles.ts";
import type { Report } from "./report.ts";
import { reach, reversed, type StepGraph } from "./step-graph.ts";

/** Steps that pass on at once: nobody decides in them, and nothing changes. */
const passing: ReadonlySet<unknown> = new Set(["condition", "notification", "parallel"]);

/** Steps from which no way leads to an end, and circles that turn without anybody waiting in them. */
export function checkEndings(graph: StepGraph, start: string, report: Report): void {
  const { steps, next, ending, returning, numberOf } = graph;
  const first = numberOf.get(start);
  // A way back to the requester is one to the start, and ends where that can.
  const ways = next.map((targets, number) =>
    returning.has(number) && first !== undefined ? [...targets, first] : targets,
  );
  const canEnd = reach(ending, reversed(ways));
  steps.forEach(({ path }, number) => {
    if (!canEnd.has(number)) report(path, "cannot_end", {});
  });

  // Behind the steps lie their joins, which pass on as well.
  const isPassing = (number: number) => number >= steps.length || passing.has(steps[number]?.type);
  const turning = next.map((targets, number) => (isPassing(number) ? targets.filter(isPassing) : []));
  for (const cycle of findCycles(turning)) {
    const members = cycle.flatMap((number) => steps[number] ?? []);
    const [at] = members;
    // One that cannot end has been reported as that.
    if (at === undefined || !cycle.some((number) => canEnd.has(number))) continue;
    report(at.path, "loop_without_wait", { steps: members.map(({ key }) => key) });
  }
}
