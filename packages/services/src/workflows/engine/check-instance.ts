import { endedInstanceStates, type WorkflowSpec } from "@gloria/contracts";
import type { Instance, Job, StepRun, Timer } from "./instance.ts";
import { tally } from "./tally.ts";
import { isLive } from "./transition.ts";

/**
 * What must hold after every transition, whatever has happened; the broken promises, each in a sentence. First of all:
 * what lives has something coming to it, so that nothing stalls in silence, and nothing lives after the end.
 */
export function checkInstance(spec: WorkflowSpec, instance: Instance): string[] {
  return [
    ...checkState(instance),
    ...checkNumbers(instance),
    ...instance.steps.flatMap((run) => checkRun(spec, instance, run)),
    ...instance.timers.flatMap((timer) => checkTimer(instance, timer)),
    ...instance.jobs.flatMap((job) => checkJob(instance, job)),
  ];
}

function checkState(instance: Instance): string[] {
  const { state, endedAt, incidents, steps, resumeTo, resubmitTo } = instance;
  const isOver = endedInstanceStates.some((each) => each === state);
  const live = steps.filter(isLive);
  const stuck = incidents.filter(
    ({ stepId, code }) => code !== "compensation_failed" && !live.some(({ id }) => id === stepId),
  );
  return broken({
    "an instance ends exactly when it has an end": isOver === (endedAt !== null),
    "nothing lives after the end": !isOver || live.length === 0,
    "nothing lives while it lies with the requester": state !== "RETURNED" || live.length === 0,
    "what runs lives": (state !== "RUNNING" && state !== "INCIDENT") || live.length > 0,
    "an incident is the state, and the state an incident":
      state === "RUNNING" ? incidents.length === 0 : state !== "INCIDENT" || incidents.length > 0,
    "an incident stands in the way of something that lives": stuck.length === 0,
    "a step has one incident": isUnique(incidents.map(({ stepId }) => stepId)),
    "what is suspended goes on somewhere": (state === "SUSPENDED") === (resumeTo !== null),
    "what was returned goes on somewhere": (state === "RETURNED" || resumeTo === "RETURNED") === (resubmitTo !== null),
  });
}

function checkNumbers({ steps, timers, jobs, next }: Instance): string[] {
  const seats = steps.flatMap((run) => run.seats);
  const isNumbered = (things: readonly { readonly id: number }[], end: number) =>
    things.length === end - 1 && isUnique(things.map(({ id }) => id)) && things.every(({ id }) => id < end);
  return broken({
    "steps are numbered": isNumbered(steps, next.step),
    "seats are numbered": isNumbered(seats, next.seat),
    "timers are numbered": isNumbered(timers, next.timer),
    "jobs are numbered": isNumbered(jobs, next.job),
    "a timer is the only one of its step, kind and ordinal": isUnique(
      timers.map(({ stepId, kind, ordinal }) => `${stepId} ${kind} ${ordinal}`),
    ),
  });
}

function checkRun(spec: WorkflowSpec, instance: Instance, run: StepRun): string[] {
  const seats = run.seats.filter(({ state }) => state !== "VOID");
  const voices = seats.flatMap(({ actedBy }) => actedBy ?? []);
  const parent = instance.steps.find(({ id }) => id === run.within?.stepId);
  const branch = run.within === null ? undefined : parent?.branches[run.within.branch];
  return broken({
    [`${run.key}: a step that is over has an end`]: isLive(run) === (run.endedAt === null),
    [`${run.key}: a closed step asks nobody`]: isLive(run) || seats.every(({ state }) => state !== "PENDING"),
    [`${run.key}: one human, one seat`]: isUnique(seats.map(({ userId }) => userId)),
    [`${run.key}: one human, one voice`]: isUnique(voices),
    [`${run.key}: it lies in a branch that there is`]: run.within === null || branch !== undefined,
    [`${run.key}: what lives lies in a branch that runs`]: !isLive(run) || run.within === null || branch === "RUNNING",
    [`${run.key}: what lives has something coming to it`]: !isLive(run) || isAwaiting(spec, instance, run),
    [`${run.key}: votes that come to a verdict close the step`]: !isSettled(spec, instance, run),
  });
}

/** Whether something will happen to a live step: somebody is asked, a clock runs, something is done, or it is known to be stuck. */
function isAwaiting(spec: WorkflowSpec, instance: Instance, run: StepRun): boolean {
  if (instance.incidents.some(({ stepId }) => stepId === run.id)) return true;
  const step = spec.steps[run.key];
  const jobs = instance.jobs.filter(({ stepId, kind }) => stepId === run.id && kind !== "compensation");
  switch (run.state === "ACTIVE" ? step?.type : undefined) {
    case "approval":
      return run.seats.some(({ state }) => state === "PENDING");
    case "action":
    case "subflow":
      return jobs.some(({ state }) => state === "PENDING" || (state === "DONE" && instance.state === "SUSPENDED"));
    case "parallel":
      return instance.steps.some((each) => isLive(each) && each.within?.stepId === run.id);
    case "wait":
      return (
        (step?.type === "wait" && step.for.some((each) => "message" in each)) ||
        instance.timers.some(({ stepId, state }) => stepId === run.id && state === "ARMED")
      );
    default:
      return false;
  }
}

function isSettled(spec: WorkflowSpec, instance: Instance, run: StepRun): boolean {
  const step = spec.steps[run.key];
  if (run.state !== "ACTIVE" || step?.type !== "approval") return false;
  if (instance.incidents.some(({ stepId }) => stepId === run.id)) return false;
  return tally(step.strategy, run.seats) !== "PENDING";
}

function checkTimer({ steps, state, endedAt }: Instance, timer: Timer): string[] {
  const run = steps.find(({ id }) => id === timer.stepId);
  const name = `timer ${timer.id}`;
  const stands = state === "SUSPENDED" || (run?.infoAsked ?? null) !== null;
  return broken({
    [`${name}: armed at a step that lives`]: timer.state !== "ARMED" || (run?.state === "ACTIVE" && endedAt === null),
    [`${name}: stands still exactly while its step does`]: timer.state !== "ARMED" || stands === (timer.left !== null),
    [`${name}: has nothing left when it is over`]: timer.state === "ARMED" || timer.left === null,
  });
}

function checkJob({ steps }: Instance, { id, stepId, kind, state }: Job): string[] {
  const run = steps.find((each) => each.id === stepId);
  const isBound = kind !== "compensation" && state === "PENDING";
  return broken({ [`job ${id}: done for a step that lives`]: !isBound || run?.state === "ACTIVE" });
}

function broken(promises: Readonly<Record<string, boolean>>): string[] {
  return Object.keys(promises).filter((promise) => promises[promise] === false);
}

function isUnique(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}
