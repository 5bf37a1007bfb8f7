import type { DefinitionModel } from "./definition-model.ts";
import { type Flow, isEnd, liesAround, type Region } from "./flow.ts";
import type { ModelStep } from "./model-step.ts";
import type { Report } from "./report.ts";

/** Ways to steps that there are not. */
export function checkTargets({ start, steps }: DefinitionModel, report: Report): void {
  if (typeof start === "string" && !steps.has(start)) report(["start"], "unknown_step", { step: start });
  for (const step of steps.values()) {
    for (const { to, path } of [...step.edges, ...step.branches]) {
      if (!(to.startsWith("@") || isEnd(to) || steps.has(to))) report(path, "unknown_step", { step: to });
    }
  }
}

/** Steps that nothing leads to, and branches that do not keep to themselves. */
export function checkFlow({ steps }: DefinitionModel, flow: Flow, report: Report): void {
  for (const { key, path } of steps.values()) if (!flow.regionOf.has(key)) report(path, "unreachable_step", {});
  for (const { path } of flow.strayJoins) report(path, "join_outside", {});
  for (const { edge, from, into } of flow.crossings) {
    if (liesAround(into, from)) report(edge.path, "branch_left", { step: edge.to, branch: from.branch });
    else report(edge.path, "branches_meet", { step: edge.to, branch: into.branch });
  }
  checkJoins(flow, report);
}

function checkJoins({ regions, joined }: Flow, report: Report): void {
  const branchesOf = new Map<ModelStep, Region[]>();
  for (const region of regions) {
    if (region.parallel === null) continue;
    const branches = branchesOf.get(region.parallel);
    if (branches === undefined) branchesOf.set(region.parallel, [region]);
    else branches.push(region);
  }
  for (const [{ valid, path }, branches] of branchesOf) {
    if (valid?.type !== "parallel") continue;
    const { join } = valid;
    const failing = branches.filter((branch) => !joined.has(branch));
    const wanted = join.kind === "N" ? join.count : 1;
    if (join.kind === "ALL") {
      for (const { branch } of failing) report([...path, "branches", branch], "join_unreachable", {});
    } else if (wanted > branches.length) {
      report([...path, "join", "count"], "join_count", { wanted, branches: branches.length });
    } else if (branches.length - failing.length < wanted) report([...path, "join"], "join_unreachable", {});
  }
}
