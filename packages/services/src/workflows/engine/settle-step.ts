import type { WorkflowStepOf } from "@gloria/contracts";
import { closeStep } from "./close-step.ts";
import { endInstance } from "./end-instance.ts";
import { withIncident } from "./expression-value.ts";
import { seatedAt } from "./find-places.ts";
import type { StepRun } from "./instance.ts";
import { addSeats } from "./open-seats.ts";
import { tally } from "./tally.ts";
import { fireTimer, timersOf } from "./timers.ts";
import type { CloseReason } from "./trace-entry.ts";
import type { Transition } from "./transition.ts";

type Approval = WorkflowStepOf<"approval">;

/** Counts what the seats of a step come to, and leads on when that is a verdict; never lets it wait for nobody. */
export function settleStep(t: Transition, runId: number): void {
  const run = t.run(runId);
  const step = t.step(run.key);
  if (step.type === "approval" && run.state === "ACTIVE") withIncident(t, run, () => settle(t, run, step));
}

function settle(t: Transition, run: StepRun, step: Approval): void {
  if (seatedAt(run).length === 0) {
    onEmpty(t, run, step);
    return;
  }
  const verdict = tally(step.strategy, run.seats);
  switch (verdict) {
    case "PENDING":
      settleWantOfPeople(t, run.id);
      return;
    case "APPROVED":
    case "REJECTED":
      decideStep(t, run, step, verdict, "votes");
      return;
    case "NO_DECISION":
      onNoDecision(t, run, step);
      return;
  }
}

/** Closes a step with a verdict, and goes where that leads. */
export function decideStep(
  t: Transition,
  run: StepRun,
  { on }: Pick<Approval, "on">,
  verdict: "APPROVED" | "REJECTED",
  why: CloseReason,
): void {
  closeStep(t, run.id, verdict, why);
  t.go(on[verdict], run);
}

/** Somebody is asked again. An expression that failed is another matter, and stays. */
function settleWantOfPeople(t: Transition, runId: number): void {
  const incident = t.instance.incidents.find(({ stepId }) => stepId === runId);
  if (incident?.code === "no_approver" || incident?.code === "no_decision") t.settleIncident(runId);
}

/** There is nobody to ask. */
function onEmpty(t: Transition, run: StepRun, step: Approval): void {
  switch (step.onEmpty) {
    case "AUTO_APPROVE":
      decideStep(t, run, step, "APPROVED", "approvedByNobody");
      return;
    case "FAIL":
      closeStep(t, run.id, "FAILED", "failed");
      endInstance(t, "FAILED", "outside", "no_approver");
      return;
    case "FALLBACK":
      if (askFallback(t, run, step)) {
        settleStep(t, run.id);
        return;
      }
      t.raise(run, "no_approver", "neither a rule nor the fallback names anybody");
      return;
    case "ADMIN_RESCUE":
      t.raise(run, "no_approver", "no rule names anybody");
      return;
  }
}

/** All who could have spoken, and nobody is for it or against it; or they are too few for what is asked of them. */
function onNoDecision(t: Transition, run: StepRun, step: Approval): void {
  switch (step.onNoDecision) {
    case "REJECT":
      closeStep(t, run.id, "NO_DECISION", "noDecision");
      t.go(step.on.REJECTED, run);
      return;
    case "FALLBACK":
      if (askFallback(t, run, step)) {
        settleStep(t, run.id);
        return;
      }
      break;
    case "ESCALATE":
      if (askNextEscalation(t, run, step)) {
        settleStep(t, run.id);
        return;
      }
      break;
  }
  t.raise(run, "no_decision", "nobody is left who could decide");
}

/** Asks those of the fallback, once; false: they are asked already, or nobody. */
function askFallback(t: Transition, run: StepRun, step: Approval): boolean {
  const { fallback } = step;
  if (fallback === undefined || run.seats.some(({ openedBy }) => openedBy === "fallback")) return false;
  return addSeats(t, run, step, [{ rule: fallback, openedBy: "fallback" }], "escalated") > 0;
}

/** Asks those of the next escalation that would ask somebody else, before its time; false: there is none. */
function askNextEscalation(t: Transition, run: StepRun, step: Approval): boolean {
  const armed = timersOf(t, run.id).filter(({ kind, state }) => kind === "escalate" && state === "ARMED");
  return armed.some((timer) => {
    const escalation = step.sla?.escalate[timer.ordinal];
    if (escalation?.do !== "addApprover" && escalation?.do !== "reassign") return false;
    fireTimer(t, run, timer);
    return addSeats(t, run, step, [{ rule: escalation.to, openedBy: `escalate.${timer.ordinal}` }], "escalated") > 0;
  });
}
