import { leaveJob } from "./jobs.ts";
import { takeMessage } from "./messages.ts";
import { restartChanged } from "./subject.ts";
import { restartTimers, stopTimers } from "./timers.ts";
import type { Transition } from "./transition.ts";
import type { WorkflowEventOf } from "./workflow-event.ts";

/** Everything stands still, clocks too. What is done outside in the meantime is taken note of, and leads on later. */
export function onSuspended(t: Transition, { reason }: WorkflowEventOf<"suspended">): void {
  const resumeTo = t.instance.state === "RETURNED" ? "RETURNED" : "RUNNING";
  for (const run of t.instance.steps) if (run.state === "ACTIVE") stopTimers(t, run);
  t.patch({ state: "SUSPENDED", resumeTo });
  t.note({ what: "became", state: "SUSPENDED", reason });
}

/** Everything goes on where it stood. */
export function onResumed(t: Transition): void {
  const state = t.instance.resumeTo ?? "RUNNING";
  t.patch({ state, resumeTo: null });
  t.note({ what: "became", state, reason: null });
  for (const run of t.instance.steps) {
    if (run.state === "ACTIVE" && run.infoAsked === null) restartTimers(t, run);
  }
  if (state === "RUNNING") wake(t);
}

/** What has come while everything stood still takes effect. */
function wake(t: Transition): void {
  restartChanged(t);
  for (const run of t.instance.steps) {
    if (t.run(run.id).state !== "ACTIVE") continue;
    if (!takeMessage(t, run)) leaveJob(t, run);
  }
}
