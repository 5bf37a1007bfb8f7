import type { StepState } from "@gloria/contracts";
import type { Branch, StepRun } from "./instance.ts";
import { cancelTimer, timersOf } from "./timers.ts";
import type { CloseReason } from "./trace-entry.ts";
import { isLive, type Transition } from "./transition.ts";

/** Ends a step: nobody is asked any more, and its timers and jobs go with it. Where it leads is the caller's business. */
export function closeStep(t: Transition, runId: number, state: StepState, why: CloseReason): void {
  const run = t.run(runId);
  const pending = run.seats.filter((seat) => seat.state === "PENDING");
  for (const seat of pending) t.patchSeat(runId, seat.id, { state: "NOT_REQUIRED" });
  for (const timer of timersOf(t, runId)) if (timer.state === "ARMED") cancelTimer(t, run, timer);
  for (const job of t.instance.jobs) {
    if (job.stepId !== runId || job.state !== "PENDING" || job.kind === "compensation") continue;
    t.patchJob(job.id, { state: "CANCELLED" });
    t.noteJob(run, { ...job, state: "CANCELLED" });
    t.emit({ kind: "jobCancelled", jobId: job.id });
  }
  t.patchRun(runId, { state, endedAt: t.now, infoAsked: null });
  t.settleIncident(runId);
  t.note({ what: "closed", stepId: runId, key: run.key, state, why });
  const seatIds = pending.filter(({ userId }) => userId !== t.event.by).map(({ id }) => id);
  if (seatIds.length > 0) t.emit({ kind: "released", stepId: runId, seatIds });
}

/** Cancels all that lives in a branch, however deep, and all that was about to begin there. */
export function cancelBranch(t: Transition, branch: Branch): void {
  cancelWhere(t, (within) => liesIn(t, within, branch));
}

/** Cancels a step that still lives, with all that lies in it. */
export function cancelStep(t: Transition, run: StepRun, why: CloseReason): void {
  closeStep(t, run.id, "CANCELLED", why);
  cancelBranchesOf(t, run.id);
  cancelWhere(t, (within) => liesIn(t, within, { stepId: run.id, branch: null }));
}

/** Cancels all that lives in the instance. */
export function cancelAll(t: Transition): void {
  cancelWhere(t, () => true);
}

/** Whether a place lies in a branch of a parallel step (null: in any of its branches), however deep. */
export function liesIn(
  t: Transition,
  place: Branch | null,
  { stepId, branch }: { readonly stepId: number; readonly branch: string | null },
): boolean {
  for (let at = place; at !== null; at = t.run(at.stepId).within) {
    if (at.stepId === stepId && (branch === null || at.branch === branch)) return true;
  }
  return false;
}

function cancelWhere(t: Transition, isMeant: (within: Branch | null) => boolean): void {
  t.agenda = t.agenda.filter(({ within }) => !isMeant(within));
  for (const run of t.instance.steps) {
    if (!isMeant(run.within)) continue;
    if (isLive(run)) closeStep(t, run.id, "CANCELLED", "cancelled");
    cancelBranchesOf(t, run.id);
  }
}

function cancelBranchesOf(t: Transition, runId: number): void {
  const { branches } = t.run(runId);
  if (!Object.values(branches).includes("RUNNING")) return;
  t.patchRun(runId, {
    branches: Object.fromEntries(
      Object.entries(branches).map(([name, state]) => [name, state === "RUNNING" ? "CANCELLED" : state]),
    ),
  });
}
