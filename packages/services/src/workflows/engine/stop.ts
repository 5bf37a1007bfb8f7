import { cancelBranch, cancelStep } from "./close-step.ts";
import { endInstance } from "./end-instance.ts";
import { dropBranch } from "./join-branch.ts";
import { Refused } from "./refused.ts";
import { decideStep } from "./settle-step.ts";
import { isLive, type Transition } from "./transition.ts";
import type { WorkflowEventOf } from "./workflow-event.ts";

/** By the requester, as long as none of the steps that end this right has begun in this round. */
export function onWithdrawn(t: Transition, { reason, by }: WorkflowEventOf<"withdrawn">): void {
  const { requesterId, state, steps, round } = t.instance;
  if (by !== requesterId) throw new Refused("workflow.not_requester");
  const passed = steps.find((run) => run.instanceRound === round && t.spec.withdrawUntil.includes(run.key));
  // What was handed back is the requester's again, however far it had come.
  if (passed !== undefined && state !== "RETURNED") {
    throw new Refused("workflow.milestone_passed", { stepId: passed.id });
  }
  endInstance(t, "WITHDRAWN", "outside", reason);
}

/** By an administrator. */
export function onCancelled(t: Transition, { reason }: WorkflowEventOf<"cancelled">): void {
  endInstance(t, "CANCELLED", "outside", reason);
}

export function onForced(t: Transition, { outcome, reason }: WorkflowEventOf<"forced">): void {
  endInstance(t, outcome, "outside", reason);
}

/** A step is settled without those who were asked, or without its child. */
export function onStepForced(t: Transition, { stepId, outcome }: WorkflowEventOf<"stepForced">): void {
  const run = t.run(stepId);
  const step = t.step(run.key);
  if (!isLive(run)) throw new Refused("workflow.step_closed", { stepId });
  if (step.type !== "approval" && step.type !== "subflow") throw new Refused("workflow.wrong_step", { stepId });
  decideStep(t, run, step, outcome, "forced");
}

/** A step goes, and its thread of control with it; in a branch the join waits for one less. */
export function onStepCancelled(t: Transition, { stepId }: WorkflowEventOf<"stepCancelled">): void {
  const run = t.run(stepId);
  if (!isLive(run)) throw new Refused("workflow.step_closed", { stepId });
  cancelStep(t, run, "cancelled");
  if (run.within !== null) dropBranch(t, run.within);
}

/** A branch goes, with all that lives in it. */
export function onBranchCancelled(t: Transition, { stepId, branch }: WorkflowEventOf<"branchCancelled">): void {
  if (t.run(stepId).branches[branch] !== "RUNNING") throw new Refused("workflow.step_closed", { stepId });
  cancelBranch(t, { stepId, branch });
  dropBranch(t, { stepId, branch });
}

/** Ends what has nothing living in it any more, which only the cancelling of its steps leads to. */
export function endWhenNothingLives(t: Transition): void {
  const { state, steps } = t.instance;
  if ((state === "RUNNING" || state === "INCIDENT") && !steps.some(isLive)) endInstance(t, "CANCELLED", "outside");
}
