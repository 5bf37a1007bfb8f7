import type { WorkflowStep, WorkflowStepOf } from "@gloria/contracts";

/** How often, and after how long, what a step does outside is tried again; a child that cannot be started as most actions. */
export function retryOf(step: WorkflowStep): WorkflowStepOf<"action">["retry"] {
  return step.type === "action" ? step.retry : { max: 5, backoff: "PT10S" };
}
