import { assertActing, assertOpen } from "./acting.ts";
import type { StepRun } from "./instance.ts";
import { Refused } from "./refused.ts";
import { restartTimers, stopTimers } from "./timers.ts";
import type { Transition } from "./transition.ts";
import type { WorkflowEventOf } from "./workflow-event.ts";

/** One of those asked wants to know something first; the clocks of the step stand still until they do. */
export function onInfoAsked(t: Transition, { seatId, question }: WorkflowEventOf<"infoAsked">): void {
  const { run, seat } = assertActing(t, seatId);
  if (seat.state !== "PENDING") throw new Refused("workflow.already_decided", { stepId: run.id, seatId });
  if (run.infoAsked !== null) throw new Refused("workflow.info_already_asked", { stepId: run.id, seatId });
  if (question.trim() === "") throw new Refused("workflow.comment_required", { stepId: run.id, seatId });
  stopTimers(t, run);
  t.patchRun(run.id, { infoAsked: { seatId, question, at: t.now } });
  t.note({ what: "infoAsked", stepId: run.id, key: run.key, text: question });
  t.emit({ kind: "infoAsked", stepId: run.id });
}

/** The requester answers, and the clocks run again. */
export function onInfoGiven(t: Transition, { stepId, answer }: WorkflowEventOf<"infoGiven">): void {
  const run = t.run(stepId);
  if (t.event.by !== t.instance.requesterId) throw new Refused("workflow.not_requester", { stepId });
  assertOpen(t, run);
  if (run.infoAsked === null) throw new Refused("workflow.info_not_asked", { stepId });
  const { seatId } = run.infoAsked;
  endInformation(t, run);
  t.note({ what: "infoGiven", stepId, key: run.key, text: answer });
  t.emit({ kind: "infoGiven", stepId, seatId });
}

/** Nothing is asked any more: it was answered, or who asked goes without an answer. */
export function endInformation(t: Transition, run: StepRun): void {
  t.patchRun(run.id, { infoAsked: null });
  restartTimers(t, run);
}
