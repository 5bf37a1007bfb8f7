import type { EndedInstanceState } from "@gloria/contracts";
import { cancelAll } from "./close-step.ts";
import type { Job } from "./instance.ts";
import type { Transition } from "./transition.ts";

/**
 * Ends the instance with all that lives in it. What finished actions did is taken back where the definition says how,
 * unless it is approved or its own paths have led to this end (`path`), since those take care of themselves.
 */
export function endInstance(
  t: Transition,
  outcome: EndedInstanceState,
  led: "path" | "outside",
  reason: string | null = null,
): void {
  cancelAll(t);
  t.patch({ state: outcome, endedAt: t.now, resumeTo: null, resubmitTo: null });
  if (outcome === "CANCELLED" || (led === "outside" && outcome !== "APPROVED")) {
    for (const job of t.instance.jobs.toReversed()) if (job.state === "DONE") takeBack(t, job);
  }
  t.note({ what: "became", state: outcome, reason });
  t.emit({ kind: "ended" });
}

/** Opens the job that undoes what a finished action did, where the definition names one. */
export function takeBack(t: Transition, job: Job): void {
  const run = t.run(job.stepId);
  const step = t.spec.steps[run.key];
  if (job.kind !== "action" || step?.type !== "action" || step.onCancel === undefined) return;
  if (t.instance.jobs.some(({ undoes }) => undoes === job.id)) return;
  const undo = t.addJob({
    stepId: run.id,
    kind: "compensation",
    use: step.onCancel,
    input: job.input,
    attempt: 1,
    retriesLeft: step.retry.max,
    notBefore: t.now,
    state: "PENDING",
    outcome: null,
    undoes: job.id,
  });
  t.noteJob(run, undo);
  t.emit({ kind: "job", jobId: undo.id });
}
