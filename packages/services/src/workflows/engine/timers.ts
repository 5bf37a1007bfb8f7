import { parseWorkflowDuration, type WorkflowDuration } from "@gloria/contracts";
import type { Remaining, StepRun, Timer, TimerKind } from "./instance.ts";
import type { Need } from "./need.ts";
import type { Transition } from "./transition.ts";

/** What a timer waits for: the end of a duration, an instant, or a date or local time of the calendar. */
export type TimerGoal =
  | { readonly from: number; readonly duration: string }
  | { readonly at: number }
  | { readonly text: string };

export interface TimerPlan {
  readonly kind: TimerKind;
  readonly ordinal: number;
  readonly goal: TimerGoal;
}

/** Arms those of them that the step does not have yet; all that must be looked up is asked for at once. */
export function armTimers(t: Transition, run: StepRun, plans: readonly TimerPlan[]): void {
  const missing = plans.filter(
    ({ kind, ordinal }) => !timersOf(t, run.id).some((timer) => timer.kind === kind && timer.ordinal === ordinal),
  );
  t.prefetch(needsOf(t, missing));
  for (const { kind, ordinal, goal } of missing) {
    const { dueAt, measures } = reckon(t, goal);
    t.addTimer({ stepId: run.id, kind, ordinal, state: "ARMED", dueAt, measures, left: null });
    t.note({ what: "timer", stepId: run.id, key: run.key, kind, ordinal, state: "ARMED", dueAt });
  }
}

/** What {@link armTimers} and {@link reckon} will ask for. */
export function needsOf(t: Transition, plans: readonly TimerPlan[]): Need[] {
  return plans.flatMap(({ goal }): Need[] => {
    if ("text" in goal) return [instantNeed(t, goal.text)];
    return "at" in goal || isOfClock(goal.duration) ? [] : [dueNeed(t, goal.from, goal.duration)];
  });
}

/** When it comes, and what it measures. */
export function reckon(t: Transition, goal: TimerGoal): Pick<Timer, "dueAt" | "measures"> {
  if ("at" in goal) return { dueAt: goal.at, measures: "instant" };
  if ("text" in goal) return { dueAt: t.ask(instantNeed(t, goal.text)).at, measures: "instant" };
  const { from, duration } = goal;
  if (isOfClock(duration)) return { dueAt: from + clockMs(duration), measures: "clock" };
  return { dueAt: t.ask(dueNeed(t, from, duration)).at, measures: "business" };
}

export function timersOf(t: Transition, stepId: number): readonly Timer[] {
  return t.instance.timers.filter((timer) => timer.stepId === stepId);
}

export function cancelTimer(t: Transition, run: StepRun, timer: Timer): void {
  t.patchTimer(timer.id, { state: "CANCELLED", left: null });
  noteTimer(t, run, timer, "CANCELLED");
}

export function fireTimer(t: Transition, run: StepRun, timer: Timer): void {
  t.patchTimer(timer.id, { state: "FIRED", left: null });
  noteTimer(t, run, timer, "FIRED");
}

/** Stops the clocks of a step; each keeps what is left. Those that stand already go on standing. */
export function stopTimers(t: Transition, run: StepRun): void {
  const running = timersOf(t, run.id).filter(({ state, left }) => state === "ARMED" && left === null);
  t.prefetch(running.flatMap((timer) => (timer.measures === "business" ? remainingNeed(t, timer) : [])));
  for (const timer of running) {
    t.patchTimer(timer.id, { left: whatIsLeft(t, timer) });
    noteTimer(t, run, timer, "STOPPED");
  }
}

/** Lets the clocks of a step run again, with what they had left. */
export function restartTimers(t: Transition, run: StepRun): void {
  const standing = timersOf(t, run.id).flatMap(({ left, ...timer }) =>
    timer.state === "ARMED" && left !== null ? { timer: { ...timer, left }, left } : [],
  );
  t.prefetch(standing.flatMap(({ left }) => ("businessMinutes" in left ? leftNeed(t, left.businessMinutes) : [])));
  for (const { timer, left } of standing) {
    const dueAt = dueWith(t, left);
    t.patchTimer(timer.id, { dueAt, left: null });
    noteTimer(t, run, { ...timer, dueAt }, "ARMED");
  }
}

/** The length of a duration of the clock, in milliseconds; of one of business 0. */
export function clockMs(duration: string): number {
  const parsed = parsedDuration(duration);
  return parsed.kind === "clock" ? parsed.ms : 0;
}

function whatIsLeft(t: Transition, timer: Timer): Remaining {
  switch (timer.measures) {
    case "instant":
      return { at: timer.dueAt };
    case "clock":
      return { ms: Math.max(0, timer.dueAt - t.now) };
    case "business":
      return t.ask(remainingNeed(t, timer));
  }
}

function dueWith(t: Transition, left: Remaining): number {
  if ("at" in left) return left.at;
  return "ms" in left ? t.now + left.ms : t.ask(leftNeed(t, left.businessMinutes)).at;
}

function isOfClock(duration: string): boolean {
  return parsedDuration(duration).kind === "clock";
}

function instantNeed({ spec }: Transition, text: string): Extract<Need, { kind: "instant" }> {
  return { kind: "instant", text, calendar: spec.calendar };
}

function dueNeed({ spec }: Transition, from: number, duration: string): Extract<Need, { kind: "due" }> {
  return { kind: "due", from, duration, calendar: spec.calendar };
}

function remainingNeed({ now, spec }: Transition, { dueAt }: Timer): Extract<Need, { kind: "remaining" }> {
  return { kind: "remaining", at: now, dueAt, calendar: spec.calendar };
}

function leftNeed({ now, spec }: Transition, businessMinutes: number): Extract<Need, { kind: "dueLeft" }> {
  return { kind: "dueLeft", from: now, businessMinutes, calendar: spec.calendar };
}

function parsedDuration(duration: string): WorkflowDuration {
  const parsed = parseWorkflowDuration(duration);
  if (parsed === null) throw new Error(`not a duration: ${duration}`);
  return parsed;
}

function noteTimer(
  t: Transition,
  { id, key }: StepRun,
  { kind, ordinal, dueAt }: Timer,
  state: "ARMED" | "FIRED" | "CANCELLED" | "STOPPED",
): void {
  t.note({ what: "timer", stepId: id, key, kind, ordinal, state, dueAt });
}
