import type { WorkflowStepOf } from "@gloria/contracts";
import { cancelBranch, closeStep } from "./close-step.ts";
import type { Branch, BranchState, StepRun } from "./instance.ts";
import type { Transition } from "./transition.ts";

/** A branch has come to its end: too late for the join, or perhaps the last that the join has waited for. */
export function joinBranch(t: Transition, { stepId, branch }: Branch): void {
  const run = t.run(stepId);
  const isLate = run.state !== "ACTIVE";
  setBranch(t, run, branch, isLate ? "LATE" : "JOINED");
  if (!isLate) settleJoin(t, stepId);
}

/** A branch leads nowhere any more; the join waits for one less, and a step without any branch left goes too. */
export function dropBranch(t: Transition, { stepId, branch }: Branch): void {
  const run = t.run(stepId);
  setBranch(t, run, branch, "CANCELLED");
  if (run.state !== "ACTIVE") return;
  settleJoin(t, stepId);
  const left = t.run(stepId);
  if (left.state !== "ACTIVE" || Object.values(left.branches).some((state) => state === "RUNNING")) return;
  closeStep(t, stepId, "CANCELLED", "cancelled");
  if (left.within !== null) dropBranch(t, left.within);
}

/** Goes on behind the join when enough of the branches that were taken have come to it. */
export function settleJoin(t: Transition, stepId: number): void {
  const run = t.run(stepId);
  const step = t.step(run.key);
  if (step.type !== "parallel") return;
  const states = Object.values(run.branches);
  const taken = states.filter((state) => state === "RUNNING" || state === "JOINED").length;
  const joined = states.filter((state) => state === "JOINED").length;
  const isNothingTaken = states.every((state) => state === "LEFT_OUT");
  if (!isNothingTaken && (joined === 0 || joined < Math.min(taken, wanted(step.join)))) return;
  closeStep(t, stepId, "DONE", "done");
  if (step.join.kind !== "ALL" && step.join.others === "CANCEL") cancelOthers(t, run);
  t.go(step.next, run);
}

function cancelOthers(t: Transition, run: StepRun): void {
  for (const [branch, state] of Object.entries(run.branches)) {
    if (state !== "RUNNING") continue;
    cancelBranch(t, { stepId: run.id, branch });
    setBranch(t, run, branch, "CANCELLED");
  }
}

function wanted(join: WorkflowStepOf<"parallel">["join"]): number {
  switch (join.kind) {
    case "ALL":
      return Number.POSITIVE_INFINITY;
    case "ANY":
      return 1;
    case "N":
      return join.count;
  }
}

function setBranch(t: Transition, { id, key }: StepRun, branch: string, state: BranchState): void {
  t.patchRun(id, { branches: { ...t.run(id).branches, [branch]: state } });
  t.note({ what: "branch", stepId: id, key, branch, state });
}
