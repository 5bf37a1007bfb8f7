import { cancelAll } from "./close-step.ts";
import { endInstance } from "./end-instance.ts";
import type { StepRun } from "./instance.ts";
import type { Transition } from "./transition.ts";

/**
 * Hands the request back to who made it: nothing lives in it until it is submitted again, in its next round. It then
 * enters the step that sent it back or, where that one lies in a branch, the outermost parallel step, so that all
 * branches see the new version. Too many returns reject it.
 *
 * @param from the run that sent it back; it is closed already
 */
export function returnToRequester(t: Transition, from: number | null, comment: string): void {
  if (countRevision(t)) return;
  cancelAll(t);
  const resubmitTo = from === null || t.spec.resubmitTo === "START" ? t.spec.start : outermost(t, t.run(from)).key;
  t.patch({ state: "RETURNED", resubmitTo });
  t.note({ what: "became", state: "RETURNED", reason: comment === "" ? null : comment });
  t.emit({ kind: "returned", comment });
}

/** Counts one more return; true when it was one too many, and the instance has ended of it. */
export function countRevision(t: Transition): boolean {
  const { revisions } = t.instance;
  if (revisions >= t.spec.maxRevisions) {
    endInstance(t, "REJECTED", "outside", "maxRevisions");
    return true;
  }
  t.patch({ revisions: revisions + 1 });
  return false;
}

function outermost(t: Transition, run: StepRun): StepRun {
  return run.within === null ? run : outermost(t, t.run(run.within.stepId));
}
