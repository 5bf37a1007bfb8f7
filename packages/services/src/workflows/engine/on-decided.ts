import type { SeatDecision, WorkflowStepOf } from "@gloria/contracts";
import { type ActingSeat, assertActing, onlySeatOf } from "./acting.ts";
import { withIncident } from "./expression-value.ts";
import { endInformation } from "./information.ts";
import type { Seat } from "./instance.ts";
import { refreshSeats } from "./refresh-seats.ts";
import { Refused } from "./refused.ts";
import { settleStep } from "./settle-step.ts";
import type { Transition } from "./transition.ts";
import type { WorkflowEventOf } from "./workflow-event.ts";

/** A vote, and what it brings about. */
export function onDecided(t: Transition, event: WorkflowEventOf<"decided">): void {
  const seatId = event.seatId ?? onlySeatOf(t);
  const { run, step } = assertActing(t, seatId);
  // Who still fits the rules is looked at first: a seat that is gone does not vote any more. Where that cannot be found
  // out, the vote is kept, and counted when the incident is over.
  const isKnown = step.resolve === "AT_OPEN" || withIncident(t, run, () => refreshSeats(t, run));
  vote(t, assertActing(t, seatId), event);
  if (isKnown) settleStep(t, run.id);
}

function vote(t: Transition, acting: ActingSeat, event: WorkflowEventOf<"decided">): void {
  assertMayVote(t, acting, event);
  const { run, seat, actedBy } = acting;
  const { decision, comment, choice } = event;
  t.patchSeat(run.id, seat.id, { state: decision, actedBy, decidedAt: t.now, comment, choice });
  t.note({ what: "voted", stepId: run.id, key: run.key, seatId: seat.id, userId: seat.userId, actedBy, decision });
  if (t.run(run.id).infoAsked?.seatId === seat.id) endInformation(t, run);
}

function assertMayVote(
  t: Transition,
  { run, step, seat, actedBy }: ActingSeat,
  event: WorkflowEventOf<"decided">,
): void {
  const about = { stepId: run.id, seatId: seat.id };
  const isChange = seat.state !== "PENDING";
  if (isChange && !(step.allowChange && isAnother(seat, event, actedBy))) {
    throw new Refused("workflow.already_decided", about);
  }
  if (event.subjectHash !== t.instance.subjectHash) throw new Refused("workflow.subject_changed", about);
  if (needsComment(step.commentRequired, event.decision) && (event.comment ?? "").trim() === "") {
    throw new Refused("workflow.comment_required", about);
  }
}

function isAnother(seat: Seat, { decision, comment, choice }: WorkflowEventOf<"decided">, actedBy: string): boolean {
  return seat.state !== decision || seat.comment !== comment || seat.choice !== choice || seat.actedBy !== actedBy;
}

function needsComment(required: WorkflowStepOf<"approval">["commentRequired"], decision: SeatDecision): boolean {
  return required === "ALWAYS" || (required === "REJECT" && decision === "REJECTED");
}
