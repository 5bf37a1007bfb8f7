import { cancelAll, cancelStep } from "./close-step.ts";
import type { StepRun } from "./instance.ts";
import { Refused } from "./refused.ts";
import type { Transition } from "./transition.ts";
import type { WorkflowEventOf } from "./workflow-event.ts";

/**
 * What is decided about has changed. Whoever has seen the old version cannot decide any more; the definition says
 * whether those asked begin anew.
 */
export function onSubjectChanged(t: Transition, { subjectHash, data }: WorkflowEventOf<"subjectChanged">): void {
  const { instance } = t;
  if (subjectHash === instance.subjectHash) throw new Refused("workflow.subject_unchanged");
  t.patch({ subjectHash, data });
  if (instance.state === "RUNNING" || instance.state === "INCIDENT") restartChanged(t);
}

/** Begins anew what was opened for another version of the subject, as far as the definition wants that. */
export function restartChanged(t: Transition): void {
  const changed = t.instance.steps.filter(
    (run) => run.state === "ACTIVE" && run.subjectHash !== t.instance.subjectHash && onChange(t, run) !== "BLOCK",
  );
  if (changed.some((run) => onChange(t, run) === "RESTART")) {
    cancelAll(t);
    t.agenda = [{ target: t.spec.start, within: null, from: null }];
    return;
  }
  for (const run of changed) {
    cancelStep(t, run, "subjectChanged");
    t.go(run.key, run);
  }
}

export function onStarted(t: Transition): void {
  t.note({ what: "became", state: "RUNNING", reason: null });
  t.agenda = [{ target: t.spec.start, within: null, from: null }];
}

/** The requester submits what was handed back to them, which begins the next round. */
export function onResubmitted(t: Transition, { data, subjectHash, by }: WorkflowEventOf<"resubmitted">): void {
  const { requesterId, resubmitTo, round } = t.instance;
  if (by !== requesterId) throw new Refused("workflow.not_requester");
  t.patch({ state: "RUNNING", resubmitTo: null, data, subjectHash, round: round + 1 });
  t.note({ what: "became", state: "RUNNING", reason: null });
  t.agenda = [{ target: resubmitTo ?? t.spec.start, within: null, from: null }];
}

function onChange(t: Transition, run: StepRun): "BLOCK" | "RESTART_STEP" | "RESTART" {
  const step = t.step(run.key);
  return step.type === "approval" ? step.onSubjectChange : "BLOCK";
}
