import type { ApproverRule, WorkflowStepOf } from "@gloria/contracts";
import { assertOpen } from "./acting.ts";
import { findPeople } from "./find-people.ts";
import { decidersOf, seatedAt } from "./find-places.ts";
import type { Seat, StepRun } from "./instance.ts";
import { openSeats } from "./open-seats.ts";
import { voidSeat } from "./refresh-seats.ts";
import { Refused } from "./refused.ts";
import { settleStep } from "./settle-step.ts";
import type { Transition } from "./transition.ts";
import type { WorkflowEventOf } from "./workflow-event.ts";

type Approval = WorkflowStepOf<"approval">;

/** A seat is handed to another, with its weight and its rights. */
export function onReassigned(t: Transition, { seatId, userId, reason }: WorkflowEventOf<"reassigned">): void {
  const { run, seat } = t.seat(seatId);
  const step = assertApproval(t, run, seatId);
  if (seat.state !== "PENDING") throw new Refused("workflow.already_decided", { stepId: run.id, seatId });
  const approver = assertSeatable(t, run, step, userId);
  voidSeat(t, run, seat, reason ?? "reassigned");
  const { weight, veto, chair } = seat;
  openSeats(t, run, step, [{ ...approver, openedBy: "reassigned", weight, veto, chair }], "reassigned");
  settleStep(t, run.id);
}

/** Somebody more is asked; where nobody was left, they come to the rescue. */
export function onApproverAdded(t: Transition, { stepId, userId, weight }: WorkflowEventOf<"approverAdded">): void {
  const run = t.run(stepId);
  const step = assertApproval(t, run);
  const approver = assertSeatable(t, run, step, userId);
  const isRescue = t.instance.incidents.some((incident) => incident.stepId === stepId);
  const openedBy: Seat["openedBy"] = isRescue ? "rescue" : "added";
  t.settleIncident(stepId);
  openSeats(t, run, step, [{ ...approver, openedBy, weight, veto: false, chair: false }], "opened");
  settleStep(t, stepId);
}

function assertApproval(t: Transition, run: StepRun, seatId?: number): Approval {
  const step = t.step(run.key);
  assertOpen(t, run, seatId);
  if (step.type !== "approval") throw new Refused("workflow.wrong_step", { stepId: run.id });
  return step;
}

/** @throws Refused where the rules of the step would not let this person decide, or there is no such person */
function assertSeatable(
  t: Transition,
  run: StepRun,
  step: Approval,
  userId: string,
): { readonly userId: string; readonly delegateIds: readonly string[] } {
  const about = { stepId: run.id };
  if (userId === t.instance.requesterId && step.selfApproval !== "ALLOW") {
    throw new Refused("workflow.self_approval", about);
  }
  if (decidersOf(t, step.distinctFrom).has(userId)) throw new Refused("workflow.four_eyes", about);
  if (seatedAt(run).some((seat) => seat.userId === userId || seat.actedBy === userId)) {
    throw new Refused("workflow.already_seated", about);
  }
  const rule: ApproverRule = { by: "user", id: userId, weight: 1, veto: false, chair: false };
  const [approver] = findPeople(t, [rule], step.definitiveOnly);
  if (approver === undefined) throw new Refused("workflow.approver_unknown", about);
  return { userId: approver.userId, delegateIds: approver.delegateIds };
}
