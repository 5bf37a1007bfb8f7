import { closeStep } from "./close-step.ts";
import { escalate, remind } from "./escalate.ts";
import { Refused } from "./refused.ts";
import { fireTimer } from "./timers.ts";
import type { Transition } from "./transition.ts";
import type { WorkflowEventOf } from "./workflow-event.ts";

/** A timer is due. Once only: whatever fires it again is refused, and so is one that stands still or is not due yet. */
export function onTimerFired(t: Transition, { timerId }: WorkflowEventOf<"timerFired">): void {
  const timer = t.instance.timers.find(({ id }) => id === timerId);
  if (timer === undefined) throw new Refused("workflow.not_found");
  const { stepId, kind, ordinal, state, left, dueAt } = timer;
  if (state !== "ARMED" || left !== null) throw new Refused("workflow.timer_spent", { stepId });
  if (dueAt > t.now) throw new Refused("workflow.timer_early", { stepId });
  const run = t.run(stepId);
  const step = t.step(run.key);
  fireTimer(t, run, timer);
  switch (kind) {
    case "remind":
      remind(t, run, "reminded");
      return;
    case "due":
      t.emit({ kind: "overdue", stepId });
      return;
    case "escalate":
      if (step.type === "approval") escalate(t, run, step, timer);
      return;
    case "until": {
      const waited = step.type === "wait" ? step.for[ordinal] : undefined;
      if (waited === undefined) return;
      closeStep(t, run.id, "DONE", "done");
      t.go(waited.to, run);
      return;
    }
  }
}
