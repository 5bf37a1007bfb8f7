import type { WorkflowStepOf } from "@gloria/contracts";
import type { StepRun } from "./instance.ts";
import { addSeats } from "./open-seats.ts";
import { settleStep } from "./settle-step.ts";
import { slaPlans } from "./step-clocks.ts";
import { armTimers } from "./timers.ts";
import type { Transition } from "./transition.ts";

/** Asks whom the rules name. Its clocks run even where that is nobody, so that an escalation may still find somebody. */
export function openApproval(t: Transition, run: StepRun, step: WorkflowStepOf<"approval">): void {
  addSeats(
    t,
    run,
    step,
    step.assign.map((rule, n) => ({ rule, openedBy: `assign.${n}` })),
    "opened",
  );
  armTimers(t, run, slaPlans(run, step));
  settleStep(t, run.id);
}
