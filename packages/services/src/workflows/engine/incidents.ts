import { closeStep } from "./close-step.ts";
import { endInstance } from "./end-instance.ts";
import { beginStep } from "./enter-step.ts";
import type { Incident, Job, StepRun } from "./instance.ts";
import { lastJob, retryJob, settleJob } from "./jobs.ts";
import { Refused } from "./refused.ts";
import { isLive, type Transition } from "./transition.ts";
import type { WorkflowEventOf } from "./workflow-event.ts";

/** What stands in the way is tried once more. */
export function onIncidentRetried(t: Transition, { stepId }: WorkflowEventOf<"incidentRetried">): void {
  const { run, incident } = assertIncident(t, stepId);
  t.settleIncident(stepId);
  if (incident.code === "compensation_failed") {
    retryJob(t, run, failedCompensation(t, run));
    return;
  }
  const job = lastJob(t, run);
  if (job !== undefined) {
    retryJob(t, run, job);
    return;
  }
  t.patchRun(stepId, { state: "ACTIVE" });
  beginStep(t, t.run(stepId));
}

/** It goes on behind the step as if that were done. An approval is never skipped: somebody decides, or forces it. */
export function onIncidentSkipped(t: Transition, { stepId }: WorkflowEventOf<"incidentSkipped">): void {
  const { run, incident } = assertIncident(t, stepId);
  if (incident.code === "compensation_failed") {
    t.settleIncident(stepId);
    settleJob(t, run, failedCompensation(t, run), { state: "SKIPPED" });
    return;
  }
  const to = behind(t, run);
  if (to === undefined) throw new Refused("workflow.cannot_skip", { stepId });
  const job = lastJob(t, run);
  if (job?.state === "FAILED") settleJob(t, run, job, { state: "SKIPPED" });
  closeStep(t, stepId, "SKIPPED", "skipped");
  t.go(to, run);
}

/** The instance fails of it. */
export function onIncidentFailed(t: Transition, { stepId }: WorkflowEventOf<"incidentFailed">): void {
  const { run, incident } = assertIncident(t, stepId);
  if (isLive(run)) closeStep(t, stepId, "FAILED", "failed");
  endInstance(t, "FAILED", "outside", incident.code);
}

/** Where a step leads without an outcome of its own. */
function behind(t: Transition, run: StepRun): string | undefined {
  const step = t.step(run.key);
  switch (step.type) {
    case "action":
    case "notification":
    case "parallel":
      return step.next;
    case "condition":
      return step.else;
    case "subflow":
      return step.on.OTHER;
    case "approval":
    case "wait":
    case "end":
      return undefined;
  }
}

function assertIncident(t: Transition, stepId: number): { readonly run: StepRun; readonly incident: Incident } {
  const incident = t.instance.incidents.find((each) => each.stepId === stepId);
  if (incident === undefined) throw new Refused("workflow.not_found", { stepId });
  return { run: t.run(stepId), incident };
}

function failedCompensation(t: Transition, { id }: StepRun): Job {
  const job = t.instance.jobs.findLast((each) => each.stepId === id && each.state === "FAILED" && each.undoes !== null);
  if (job === undefined) throw new Refused("workflow.job_settled", { stepId: id });
  return job;
}
