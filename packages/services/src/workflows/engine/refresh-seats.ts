import { assertOpen } from "./acting.ts";
import { withIncident } from "./expression-value.ts";
import { findPlaces, type NamedRule, ruleOf, seatedAt } from "./find-places.ts";
import { endInformation } from "./information.ts";
import type { Seat, StepRun } from "./instance.ts";
import { addSeats, openSeats } from "./open-seats.ts";
import { Refused } from "./refused.ts";
import { settleStep } from "./settle-step.ts";
import type { Transition } from "./transition.ts";
import type { WorkflowEventOf } from "./workflow-event.ts";

/** The holder of an open seat is gone: its rule names another, or nobody. Votes that were cast stand. */
export function onSeatVoided(t: Transition, { seatId, reason }: WorkflowEventOf<"seatVoided">): void {
  const { run, seat } = t.seat(seatId);
  const step = t.step(run.key);
  assertOpen(t, run, seatId);
  if (seat.state !== "PENDING" || step.type !== "approval") {
    throw new Refused("workflow.already_decided", { stepId: run.id, seatId });
  }
  voidSeat(t, run, seat, reason);
  withIncident(t, run, () => {
    const rule = ruleOf(step, seat.openedBy);
    if (rule !== null) addSeats(t, run, step, [{ rule, openedBy: seat.openedBy }], "opened", seat.userId);
    settleStep(t, run.id);
  });
}

/** Who fits the rules of a LIVE step is looked up again. */
export function onApproversRefreshed(t: Transition, { stepId }: WorkflowEventOf<"approversRefreshed">): void {
  const run = t.run(stepId);
  const step = t.step(run.key);
  assertOpen(t, run);
  if (step.type !== "approval" || step.resolve !== "LIVE") throw new Refused("workflow.not_live", { stepId });
  withIncident(t, run, () => {
    if (refreshSeats(t, run)) settleStep(t, stepId);
  });
}

/**
 * Takes the open seats away from who does not fit the rules of the step any more, and seats who does now; what was
 * opened by hand or by an escalation stays.
 *
 * @returns whether that changed anything
 */
export function refreshSeats(t: Transition, run: StepRun): boolean {
  const step = t.step(run.key);
  if (step.type !== "approval") return false;
  const rules = step.assign.map((rule, n): NamedRule => ({ rule, openedBy: `assign.${n}` }));
  const places = findPlaces(t, step, rules);
  const fit = new Set(places.map(({ userId }) => userId));
  const seated = seatedAt(t.run(run.id));
  const gone = seated.filter(
    ({ state, openedBy, userId }) => state === "PENDING" && openedBy.startsWith("assign.") && !fit.has(userId),
  );
  for (const seat of gone) voidSeat(t, run, seat, "rule");
  const news = places.filter(({ userId }) => !seated.some((seat) => seat.userId === userId));
  openSeats(t, run, step, news, "opened");
  return gone.length + news.length > 0;
}

/** Takes an open seat away; a question that its holder has asked goes with it. */
export function voidSeat(t: Transition, run: StepRun, { id, userId }: Seat, reason: string): void {
  t.patchSeat(run.id, id, { state: "VOID", comment: reason });
  t.note({ what: "voided", stepId: run.id, key: run.key, seatId: id, userId, reason });
  if (t.run(run.id).infoAsked?.seatId === id) endInformation(t, run);
}
