import type { Escalation, WorkflowStepOf } from "@gloria/contracts";
import { closeStep } from "./close-step.ts";
import { endInstance } from "./end-instance.ts";
import { withIncident } from "./expression-value.ts";
import { findPeople } from "./find-people.ts";
import type { StepRun, Timer } from "./instance.ts";
import { addSeats } from "./open-seats.ts";
import { Refused } from "./refused.ts";
import { decideStep, settleStep } from "./settle-step.ts";
import { fireTimer, timersOf } from "./timers.ts";
import type { Transition } from "./transition.ts";
import type { WorkflowEventOf } from "./workflow-event.ts";

type Approval = WorkflowStepOf<"approval">;

/** By hand: the next of the escalations, before its time. */
export function onEscalated(t: Transition, { stepId }: WorkflowEventOf<"escalated">): void {
  const run = t.run(stepId);
  const step = t.step(run.key);
  if (run.state !== "ACTIVE") throw new Refused("workflow.step_closed", { stepId });
  const next = timersOf(t, stepId)
    .filter(({ kind, state }) => kind === "escalate" && state === "ARMED")
    .toSorted((a, b) => a.ordinal - b.ordinal)[0];
  if (step.type !== "approval" || next === undefined) throw new Refused("workflow.nothing_to_escalate", { stepId });
  fireTimer(t, run, next);
  escalate(t, run, step, next);
}

/** Does what the definition says for this timer. */
export function escalate(t: Transition, run: StepRun, step: Approval, { ordinal }: Timer): void {
  const escalation = step.sla?.escalate[ordinal];
  if (escalation !== undefined) withIncident(t, run, () => act(t, run, step, escalation, ordinal));
}

function act(t: Transition, run: StepRun, step: Approval, escalation: Escalation, ordinal: number): void {
  switch (escalation.do) {
    case "remind":
      remind(t, run, "escalated");
      return;
    case "addApprover":
      addSeats(t, run, step, [{ rule: escalation.to, openedBy: `escalate.${ordinal}` }], "escalated");
      settleStep(t, run.id);
      return;
    case "reassign":
      handOver(t, run, step, escalation, ordinal);
      return;
    case "notify": {
      const userIds = [...new Set(findPeople(t, [escalation.to], false).map(({ userId }) => userId))];
      if (userIds.length > 0) t.emit({ kind: "notify", stepId: run.id, template: "workflow.escalated", userIds });
      t.note({ what: "notified", stepId: run.id, key: run.key, template: "workflow.escalated", userIds });
      return;
    }
    case "reject":
      decideStep(t, run, step, "REJECTED", "escalation");
      return;
    case "approve":
      decideStep(t, run, step, "APPROVED", "escalation");
      return;
    case "expire":
      expire(t, run, step);
      return;
  }
}

/** Reminds those who have not spoken. */
export function remind(t: Transition, { id, seats }: StepRun, why: "reminded" | "escalated"): void {
  const seatIds = seats.filter(({ state }) => state === "PENDING").map((seat) => seat.id);
  if (seatIds.length > 0) t.emit({ kind: "asked", stepId: id, seatIds, why });
}

/** Those who have not spoken lose their seats to others, if there are others. */
function handOver(
  t: Transition,
  run: StepRun,
  step: Approval,
  { to }: Extract<Escalation, { do: "reassign" }>,
  ordinal: number,
): void {
  const waiting = run.seats.filter(({ state }) => state === "PENDING");
  if (addSeats(t, run, step, [{ rule: to, openedBy: `escalate.${ordinal}` }], "reassigned") === 0) return;
  for (const { id, userId } of waiting) {
    t.patchSeat(run.id, id, { state: "VOID", comment: "escalated" });
    t.note({ what: "voided", stepId: run.id, key: run.key, seatId: id, userId, reason: "escalated" });
  }
  settleStep(t, run.id);
}

function expire(t: Transition, run: StepRun, { on }: Approval): void {
  closeStep(t, run.id, "EXPIRED", "escalation");
  if (on.EXPIRED === undefined) endInstance(t, "EXPIRED", "outside");
  else t.go(on.EXPIRED, run);
}
