import type { WorkflowStepOf } from "@gloria/contracts";
import { seatedAt } from "./find-places.ts";
import type { Seat, StepRun } from "./instance.ts";
import { mayNotAct } from "./open-seats.ts";
import { Refused } from "./refused.ts";
import type { Transition } from "./transition.ts";

/** A seat that the caller of a command acts for, at a step that is open for it. */
export interface ActingSeat {
  readonly run: StepRun;
  readonly step: WorkflowStepOf<"approval">;
  readonly seat: Seat;
  readonly actedBy: string;
}

/**
 * Who calls must hold the seat, or be who may act for its holder now.
 *
 * @throws Refused workflow.not_found, .not_assignee, .step_closed
 */
export function assertActing(t: Transition, seatId: number): ActingSeat {
  const { run, seat } = t.seat(seatId);
  const step = t.step(run.key);
  const actedBy = t.event.by;
  if (actedBy === null || step.type !== "approval" || !mayActFor(t, step, run, seat, actedBy)) {
    throw new Refused("workflow.not_assignee", { stepId: run.id, seatId });
  }
  assertOpen(t, run, seatId);
  if (seat.state === "VOID") throw new Refused("workflow.not_assignee", { stepId: run.id, seatId });
  return { run, step, seat, actedBy };
}

/**
 * The seat that a caller without one in their hand means.
 *
 * @throws Refused workflow.seat_needed where several wait, workflow.not_assignee where none does
 */
export function onlySeatOf(t: Transition): number {
  const { by } = t.event;
  const own = t.instance.steps
    .flatMap(({ state, seats }) => (state === "ACTIVE" ? seats : []))
    .filter((seat) => seat.state !== "VOID" && (seat.userId === by || seat.delegateId === by));
  const waiting = own.filter(({ state }) => state === "PENDING");
  const [seat, another] = waiting.length > 0 ? waiting : own;
  if (seat === undefined) throw new Refused("workflow.not_assignee");
  if (another !== undefined) throw new Refused("workflow.seat_needed");
  return seat.id;
}

/** @throws Refused workflow.step_closed unless the step is open, and the instance neither ended nor stopped */
export function assertOpen({ instance }: Transition, { id, state }: StepRun, seatId?: number): void {
  const isRunning = instance.state === "RUNNING" || instance.state === "INCIDENT";
  if (isRunning && state === "ACTIVE") return;
  throw new Refused("workflow.step_closed", seatId === undefined ? { stepId: id } : { stepId: id, seatId });
}

/** One human has one voice: who sits here or has acted for another here acts for nobody else. */
function mayActFor(
  t: Transition,
  step: WorkflowStepOf<"approval">,
  run: StepRun,
  { id, userId }: Seat,
  actor: string,
): boolean {
  if (actor === userId) return true;
  const others = seatedAt(run).filter((seat) => seat.id !== id);
  if (others.some((seat) => seat.userId === actor || seat.actedBy === actor)) return false;
  if (mayNotAct(t, step).has(actor)) return false;
  const { schoolId, data } = t.instance;
  const { definitiveOnly } = step;
  return t.ask({ kind: "delegates", userId, schoolId, data, definitiveOnly }).delegateIds.includes(actor);
}
