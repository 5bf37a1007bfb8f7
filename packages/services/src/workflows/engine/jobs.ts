import type { EndedInstanceState, WorkflowStepOf } from "@gloria/contracts";
import { closeStep } from "./close-step.ts";
import { takeBack } from "./end-instance.ts";
import type { Job, StepRun } from "./instance.ts";
import { Refused } from "./refused.ts";
import { retryOf } from "./retry-of.ts";
import { clockMs, reckon } from "./timers.ts";
import type { Transition } from "./transition.ts";
import type { WorkflowEventOf } from "./workflow-event.ts";

const longestBackoffMs = 24 * 60 * 60 * 1000;

/** An action has been done. One that was cancelled too late is taken back. */
export function onJobDone(t: Transition, { jobId, data }: WorkflowEventOf<"jobDone">): void {
  const job = t.job(jobId);
  const run = t.run(job.stepId);
  const isLate = job.kind === "action" && job.state === "CANCELLED";
  if (job.kind === "subflow" || (job.state !== "PENDING" && !isLate)) {
    throw new Refused("workflow.job_settled", { stepId: run.id });
  }
  settleJob(t, run, job, { state: "DONE" });
  if (isLate) {
    takeBack(t, job);
    return;
  }
  if (job.kind === "compensation") return;
  t.patch({ data: { ...t.instance.data, ...data } });
  leaveJob(t, run);
}

/** A child instance has ended. */
export function onSubflowEnded(t: Transition, { jobId, outcome }: WorkflowEventOf<"subflowEnded">): void {
  const job = t.job(jobId);
  const run = t.run(job.stepId);
  if (job.kind !== "subflow" || job.state !== "PENDING") {
    throw new Refused("workflow.job_settled", { stepId: run.id });
  }
  settleJob(t, run, job, { state: "DONE", outcome });
  leaveJob(t, run);
}

/** It is tried again after a while that doubles, or stands in the way in the end. */
export function onJobFailed(t: Transition, { jobId, attempt, final, error }: WorkflowEventOf<"jobFailed">): void {
  const job = t.job(jobId);
  const run = t.run(job.stepId);
  if (job.state !== "PENDING" || job.attempt !== attempt) {
    throw new Refused("workflow.job_settled", { stepId: run.id });
  }
  if (!final && job.retriesLeft > 0) {
    const { max, backoff } = retryOf(t.step(run.key));
    const notBefore = nextTry(t, backoff, max - job.retriesLeft);
    settleJob(t, run, job, { attempt: attempt + 1, retriesLeft: job.retriesLeft - 1, notBefore });
    t.emit({ kind: "job", jobId });
    return;
  }
  settleJob(t, run, job, { state: "FAILED" });
  t.raise(run, failures[job.kind], error);
}

const failures = {
  action: "action_failed",
  compensation: "compensation_failed",
  subflow: "subflow_failed",
} as const;

/** Goes on behind an action or a child that is done, unless the instance stands still: then it does when it is resumed. */
export function leaveJob(t: Transition, run: StepRun): void {
  if (t.instance.state === "SUSPENDED") return;
  const step = t.step(run.key);
  const job = lastJob(t, run);
  if (job?.state !== "DONE") return;
  if (step.type === "action") {
    closeStep(t, run.id, "DONE", "done");
    t.go(step.next, run);
  } else if (step.type === "subflow" && job.outcome !== null) {
    leaveChild(t, run, step, job.outcome);
  }
}

/** Does a job once more, with all its retries; a child is another one, under a key of its own. */
export function retryJob(t: Transition, run: StepRun, failed: Job): void {
  const attempt = failed.kind === "subflow" ? 1 : failed.attempt + 1;
  const retriesLeft = retryOf(t.step(run.key)).max;
  const fresh = { attempt, retriesLeft, notBefore: t.now, state: "PENDING", outcome: null } as const;
  if (failed.kind === "subflow") {
    const { id: _, ...child } = failed;
    const again = t.addJob({ ...child, ...fresh });
    t.noteJob(run, again);
    t.emit({ kind: "job", jobId: again.id });
    return;
  }
  settleJob(t, run, failed, fresh);
  t.emit({ kind: "job", jobId: failed.id });
}

export function settleJob(t: Transition, run: StepRun, job: Job, part: Partial<Job>): void {
  t.patchJob(job.id, part);
  t.noteJob(run, { ...job, ...part });
}

/** What a step does, or did, last; compensations left aside. */
export function lastJob(t: Transition, { id }: StepRun): Job | undefined {
  return t.instance.jobs.findLast((job) => job.stepId === id && job.kind !== "compensation");
}

function leaveChild(t: Transition, run: StepRun, { on }: WorkflowStepOf<"subflow">, outcome: EndedInstanceState): void {
  const to = outcome === "APPROVED" || outcome === "REJECTED" ? on[outcome] : on.OTHER;
  if (to === undefined) {
    t.raise(run, "subflow_failed", outcome);
    return;
  }
  closeStep(t, run.id, outcome === "WITHDRAWN" ? "CANCELLED" : outcome, "done");
  t.go(to, run);
}

/** @param before how many retries there have been */
function nextTry(t: Transition, backoff: string, before: number): number {
  const ms = clockMs(backoff);
  if (ms === 0) return reckon(t, { from: t.now, duration: backoff }).dueAt;
  return t.now + Math.min(longestBackoffMs, ms * 2 ** Math.max(0, before));
}
