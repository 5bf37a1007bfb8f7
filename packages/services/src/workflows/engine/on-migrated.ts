import { withIncident } from "./expression-value.ts";
import type { StepRun } from "./instance.ts";
import { takeMessage } from "./messages.ts";
import { Refused } from "./refused.ts";
import { settleStep } from "./settle-step.ts";
import { slaPlans, waitPlans } from "./step-clocks.ts";
import { armTimers, cancelTimer, needsOf, reckon, stopTimers, type TimerPlan, timersOf } from "./timers.ts";
import { isLive, type Transition } from "./transition.ts";
import type { WorkflowEventOf } from "./workflow-event.ts";

/**
 * Takes a running instance over to another version, the one that this event is reduced with. Each live step goes on as
 * the step of its new name, with its seats, its votes and its jobs; what is still to come follows the new version, and
 * so do its clocks, counted from when the step was opened.
 *
 * @throws Refused workflow.migration_impossible where a live step has no counterpart of its kind
 */
export function onMigrated(t: Transition, { map }: WorkflowEventOf<"migrated">): void {
  const named = (key: string) => map[key] ?? key;
  const { resubmitTo } = t.instance;
  t.patch({
    steps: t.instance.steps.map((run) => ({ ...run, key: named(run.key) })),
    resubmitTo: resubmitTo === null ? null : named(resubmitTo),
  });
  if (resubmitTo !== null && t.spec.steps[named(resubmitTo)] === undefined) {
    throw new Refused("workflow.migration_impossible");
  }
  const live = t.instance.steps.filter((run) => isLive(run) || Object.values(run.branches).includes("RUNNING"));
  for (const run of live) if (!fits(t, run)) throw new Refused("workflow.migration_impossible", { stepId: run.id });
  for (const run of live) withIncident(t, run, () => goOn(t, run));
}

/** Whether the new version has this step, of the same kind and with the branches that still run. */
function fits(t: Transition, { key, type, branches }: StepRun): boolean {
  const step = t.spec.steps[key];
  if (step?.type !== type) return false;
  const running = Object.keys(branches).filter((name) => branches[name] === "RUNNING");
  return step.type !== "parallel" || running.every((name) => step.branches[name] !== undefined);
}

function goOn(t: Transition, run: StepRun): void {
  const step = t.step(run.key);
  if (run.state !== "ACTIVE") return;
  if (step.type === "approval") {
    moveClocks(t, run, slaPlans(run, step));
    settleStep(t, run.id);
  }
  if (step.type === "wait" && !takeMessage(t, run)) moveClocks(t, run, waitPlans(t, run, step));
}

/** Clocks of the old version that the new one does not have stop; the others get its times, and new ones are armed. */
function moveClocks(t: Transition, run: StepRun, plans: readonly TimerPlan[]): void {
  t.prefetch(needsOf(t, plans));
  for (const timer of timersOf(t, run.id)) {
    const plan = plans.find(({ kind, ordinal }) => kind === timer.kind && ordinal === timer.ordinal);
    if (timer.state !== "ARMED") continue;
    if (plan === undefined) cancelTimer(t, run, timer);
    else if (timer.left === null) t.patchTimer(timer.id, reckon(t, plan.goal));
  }
  armTimers(t, run, plans);
  if (run.infoAsked !== null) stopTimers(t, run);
}
