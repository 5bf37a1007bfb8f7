import { workflowStepsMax } from "@gloria/contracts";
import type { DefinitionModel } from "./definition-model.ts";
import type { Flow, Region } from "./flow.ts";
import type { ModelStep } from "./model-step.ts";
import type { Path, Report } from "./report.ts";
import { reach, type StepGraph } from "./step-graph.ts";

interface Reference {
  readonly step: ModelStep;
  readonly earlier: string;
  readonly path: Path;
}

/**
 * Steps named as having decided before: they must be there, be approvals, and have been able to run by then in the same
 * round. @param graph null when the start is not known, so that there is no before
 */
export function checkOrder(model: DefinitionModel, flow: Flow | null, graph: StepGraph | null, report: Report): void {
  const references = [...model.steps.values()].flatMap(referencesOf);
  const after = new Map<string, ReadonlySet<number>>();
  // One walk for each step that is named: too much for definitions that are too long anyway.
  const isWalked = flow !== null && graph !== null && model.steps.size <= workflowStepsMax;
  for (const { step, earlier, path } of references) {
    const named = model.steps.get(earlier);
    if (named === undefined) report(path, "unknown_step", { step: earlier });
    else if (named.valid !== null && named.valid.type !== "approval")
      report(path, "not_an_approval", { step: earlier });
    else if (isWalked && !couldHaveRun(earlier, step.key, flow, graph, after)) {
      report(path, "not_before", { step: earlier });
    }
  }
  model.withdrawUntil.forEach((step, place) => {
    if (typeof step === "string" && !model.steps.has(step)) report(["withdrawUntil", place], "unknown_step", { step });
  });
}

function referencesOf(step: ModelStep): Reference[] {
  const { valid, rules, path } = step;
  const distinct = valid?.type === "approval" ? valid.distinctFrom : [];
  return [
    ...distinct.map((earlier, place) => ({ step, earlier, path: [...path, "distinctFrom", place] })),
    ...rules.flatMap(({ rule, path: at }) =>
      rule.by === "previousApproverChoice" ? [{ step, earlier: rule.step, path: [...at, "step"] }] : [],
    ),
  ];
}

function couldHaveRun(
  earlier: string,
  step: string,
  { regionOf }: Flow,
  { numberOf, next }: StepGraph,
  after: Map<string, ReadonlySet<number>>,
): boolean {
  const from = numberOf.get(earlier);
  const to = numberOf.get(step);
  // Steps that nothing leads to are reported as such.
  if (from === undefined || to === undefined) return true;
  let reached = after.get(earlier);
  if (reached === undefined) {
    reached = reach(next[from] ?? [], next);
    after.set(earlier, reached);
  }
  return reached.has(to) || runBeside(regionOf.get(earlier) ?? null, regionOf.get(step) ?? null);
}

/** Whether they lie in different branches of the same parallel step: either may come first. */
function runBeside(one: Region | null, other: Region | null): boolean {
  const branches = new Map<ModelStep, string>();
  for (let region = one; region?.parallel != null; region = region.above) branches.set(region.parallel, region.branch);
  for (let region = other; region?.parallel != null; region = region.above) {
    const branch = branches.get(region.parallel);
    if (branch !== undefined && branch !== region.branch) return true;
  }
  return false;
}
