import { assertActing } from "./acting.ts";
import { cancelStep, closeStep, liesIn } from "./close-step.ts";
import type { Branch, StepRun } from "./instance.ts";
import { Refused } from "./refused.ts";
import { countRevision, returnToRequester } from "./return-to-requester.ts";
import type { Transition } from "./transition.ts";
import type { WorkflowEventOf } from "./workflow-event.ts";

/**
 * One of those asked sends it back: to the requester, or to an approval that it has passed, which begins the next round
 * at once. Where that one lies outside of branches, everything in them goes.
 */
export function onReturned(t: Transition, { seatId, to, comment }: WorkflowEventOf<"returned">): void {
  const { run, step, seat, actedBy } = assertActing(t, seatId);
  const about = { stepId: run.id, seatId };
  if (seat.state !== "PENDING") throw new Refused("workflow.already_decided", about);
  if (comment.trim() === "") throw new Refused("workflow.comment_required", about);
  const place = to === "@requester" ? null : placeOf(t, run, to);
  // Behind a join that is reached already, what comes late is recorded, and turns nothing back.
  const isLate = parallelsBetween(t, run.within, null).some(({ state }) => state !== "ACTIVE");
  if (step.on.RETURNED === undefined || place === undefined || isLate)
    throw new Refused("workflow.return_not_allowed", about);
  t.patchSeat(run.id, seatId, { state: "NOT_REQUIRED", actedBy, decidedAt: t.now, comment });
  closeStep(t, run.id, "RETURNED", "returned");
  if (place === null) {
    returnToRequester(t, run.id, comment);
    return;
  }
  if (countRevision(t)) return;
  t.patch({ round: t.instance.round + 1 });
  for (const parallel of parallelsBetween(t, run.within, place.within)) cancelStep(t, parallel, "returned");
  t.go(to, place);
}

/** The last pass of an approval in the same branch, or in one around it; undefined: there is none. */
function placeOf(t: Transition, run: StepRun, key: string): StepRun | undefined {
  if (t.spec.steps[key]?.type !== "approval") return undefined;
  return t.instance.steps.findLast(
    (each) => each.key === key && each.id !== run.id && (each.within === null || liesIn(t, run.within, each.within)),
  );
}

/** The parallel steps around a place, from the inmost, as far as they do not lie around the other too. */
function parallelsBetween(t: Transition, inner: Branch | null, outer: Branch | null): readonly StepRun[] {
  if (inner === null || inner.stepId === outer?.stepId) return [];
  const parallel = t.run(inner.stepId);
  return [parallel, ...parallelsBetween(t, parallel.within, outer)];
}
