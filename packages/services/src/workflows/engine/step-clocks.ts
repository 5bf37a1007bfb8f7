import type { WorkflowStepOf } from "@gloria/contracts";
import { instantOf } from "./expression-value.ts";
import type { StepRun } from "./instance.ts";
import type { TimerGoal, TimerPlan } from "./timers.ts";
import type { Transition } from "./transition.ts";

/** The timers of a step with an SLA, all counted from its opening. */
export function slaPlans({ openedAt }: StepRun, { sla }: WorkflowStepOf<"approval">): readonly TimerPlan[] {
  if (sla === undefined) return [];
  const after = (duration: string): TimerGoal => ({ from: openedAt, duration });
  return [
    { kind: "due", ordinal: 0, goal: after(sla.due) },
    ...sla.remind.map((duration, n): TimerPlan => ({ kind: "remind", ordinal: n, goal: after(duration) })),
    ...sla.escalate.map((each, n): TimerPlan => ({ kind: "escalate", ordinal: n, goal: after(each.after) })),
  ];
}

/** The times that a waiting step waits for, by their places among its alternatives. */
export function waitPlans(t: Transition, { openedAt }: StepRun, step: WorkflowStepOf<"wait">): readonly TimerPlan[] {
  return step.for.flatMap((each, ordinal): TimerPlan[] => {
    if ("message" in each) return [];
    if (typeof each.until === "string") {
      return [{ kind: "until", ordinal, goal: { from: openedAt, duration: each.until } }];
    }
    const instant = instantOf(t, each.until.cel);
    return [{ kind: "until", ordinal, goal: typeof instant === "number" ? { at: instant } : { text: instant } }];
  });
}
