import type { WorkflowSpec, WorkflowStep } from "@gloria/contracts";
import type { Effect } from "./effect.ts";
import { type ExpressionResult, evaluateExpression } from "./expressions/index.ts";
import type { Branch, Incident, IncidentCode, Instance, Job, Seat, StepRun, Timer } from "./instance.ts";
import { type Answers, type AnswerTo, type Need, needKey } from "./need.ts";
import { Refused } from "./refused.ts";
import type { TraceEntry } from "./trace-entry.ts";
import type { WorkflowEvent } from "./workflow-event.ts";

/** Where a thread of control goes next: a target of the definition, in the branch that it lies in. */
export interface Move {
  readonly target: string;
  readonly within: Branch | null;
  /** The run that it comes from. */
  readonly from: number | null;
}

/** Ends a reduction that lacks answers; caught where it began. */
export class Unanswered extends Error {
  readonly needs: readonly Need[];

  constructor(needs: readonly Need[]) {
    super("unanswered");
    this.needs = needs;
  }
}

/**
 * The draft of one transition: the only thing of the engine that changes. The instance in it is replaced, never
 * changed; it is thrown away whole when the command turns out to be refused or answers are missing.
 */
export class Transition {
  readonly spec: WorkflowSpec;
  readonly event: WorkflowEvent;
  readonly effects: Effect[] = [];
  readonly trace: TraceEntry[] = [];
  /** What is still to be entered before the instance has come to rest. */
  agenda: readonly Move[] = [];
  instance: Instance;
  readonly #answers: Answers;

  constructor(spec: WorkflowSpec, instance: Instance, event: WorkflowEvent, answers: Answers) {
    this.spec = spec;
    this.instance = instance;
    this.event = event;
    this.#answers = answers;
  }

  get now(): number {
    return this.event.at;
  }

  /** The answer to a question, which ends the reduction where it is not known yet. */
  ask<N extends Need>(need: N): AnswerTo<N> {
    const answer = this.#answers[needKey(need)];
    if (answer === undefined) throw new Unanswered([need]);
    // The key names the kind of need, and whoever answers it answers in its kind.
    return answer as AnswerTo<N>;
  }

  /** Asks for all of these at once, so that the runtime is not sent for one after the other. */
  prefetch(needs: readonly Need[]): void {
    const missing = needs.filter((need) => this.#answers[needKey(need)] === undefined);
    if (missing.length > 0) throw new Unanswered(missing);
  }

  /** The value of an expression of the definition, as things stand now. */
  evaluate(source: string): ExpressionResult {
    const { data, requesterId, schoolId, steps } = this.instance;
    const outcomes = Object.keys(this.spec.steps).map((key) => {
      const last = steps.findLast((run) => run.key === key);
      return [key, { outcome: last === undefined || isLive(last) ? null : last.state }] as const;
    });
    return evaluateExpression(this.spec, source, {
      request: data,
      requester: { id: requesterId, schoolId },
      steps: Object.fromEntries(outcomes),
      now: this.now,
    });
  }

  patch(part: Partial<Instance>): void {
    this.instance = { ...this.instance, ...part };
  }

  note(entry: TraceEntry): void {
    this.trace.push(entry);
  }

  noteJob({ id, key }: StepRun, job: Job): void {
    const { kind, use, state, attempt } = job;
    this.note({ what: "job", stepId: id, key, jobId: job.id, kind, use, state, attempt });
  }

  emit(effect: Effect): void {
    this.effects.push(effect);
  }

  /** Sends a thread of control on; it arrives before the transition ends. */
  go(target: string, from: StepRun): void {
    this.agenda = [...this.agenda, { target, within: from.within, from: from.id }];
  }

  /** The step of the definition; every key that the engine meets was checked when the definition was published. */
  step(key: string): WorkflowStep {
    const step = this.spec.steps[key];
    if (step === undefined) throw new Error(`definition ${this.spec.key} has no step ${key}`);
    return step;
  }

  findRun(id: number): StepRun | undefined {
    return this.instance.steps.find((run) => run.id === id);
  }

  /** @throws Refused workflow.not_found */
  run(id: number): StepRun {
    const run = this.findRun(id);
    if (run === undefined) throw new Refused("workflow.not_found");
    return run;
  }

  /** @throws Refused workflow.not_found */
  seat(id: number): { readonly run: StepRun; readonly seat: Seat } {
    for (const run of this.instance.steps) {
      const seat = run.seats.find((each) => each.id === id);
      if (seat !== undefined) return { run, seat };
    }
    throw new Refused("workflow.not_found");
  }

  /** @throws Refused workflow.not_found */
  job(id: number): Job {
    const job = this.instance.jobs.find((each) => each.id === id);
    if (job === undefined) throw new Refused("workflow.not_found");
    return job;
  }

  addRun(key: string, within: Branch | null, state: "ACTIVE" | "WAITING"): StepRun {
    const { steps, next, round, subjectHash } = this.instance;
    const run: StepRun = {
      id: next.step,
      key,
      type: this.step(key).type,
      round: 1 + steps.filter((each) => each.key === key).length,
      instanceRound: round,
      within,
      state,
      openedAt: this.now,
      endedAt: null,
      subjectHash,
      seats: [],
      branches: {},
      infoAsked: null,
    };
    this.patch({ steps: [...steps, run], next: { ...next, step: next.step + 1 } });
    this.note({ what: "entered", stepId: run.id, key, round: run.round });
    return run;
  }

  patchRun(id: number, part: Partial<StepRun>): void {
    this.patch({ steps: this.instance.steps.map((run) => (run.id === id ? { ...run, ...part } : run)) });
  }

  addSeat(runId: number, seat: Omit<Seat, "id">): Seat {
    const { next } = this.instance;
    const added = { ...seat, id: next.seat };
    this.patchRun(runId, { seats: [...this.run(runId).seats, added] });
    this.patch({ next: { ...next, seat: next.seat + 1 } });
    return added;
  }

  patchSeat(runId: number, seatId: number, part: Partial<Seat>): void {
    const { seats } = this.run(runId);
    this.patchRun(runId, { seats: seats.map((seat) => (seat.id === seatId ? { ...seat, ...part } : seat)) });
  }

  addTimer(timer: Omit<Timer, "id">): Timer {
    const { timers, next } = this.instance;
    const added = { ...timer, id: next.timer };
    this.patch({ timers: [...timers, added], next: { ...next, timer: next.timer + 1 } });
    return added;
  }

  patchTimer(id: number, part: Partial<Timer>): void {
    this.patch({ timers: this.instance.timers.map((timer) => (timer.id === id ? { ...timer, ...part } : timer)) });
  }

  addJob(job: Omit<Job, "id">): Job {
    const { jobs, next } = this.instance;
    const added = { ...job, id: next.job };
    this.patch({ jobs: [...jobs, added], next: { ...next, job: next.job + 1 } });
    return added;
  }

  patchJob(id: number, part: Partial<Job>): void {
    this.patch({ jobs: this.instance.jobs.map((job) => (job.id === id ? { ...job, ...part } : job)) });
  }

  /** Something stands in the way of this step; what stood there before gives way to it. */
  raise(run: StepRun, code: IncidentCode, detail: string): void {
    const incident: Incident = { code, stepId: run.id, at: this.now, detail };
    this.patch({ incidents: [...this.instance.incidents.filter(({ stepId }) => stepId !== run.id), incident] });
    this.note({ what: "incident", stepId: run.id, key: run.key, code, detail });
    this.emit({ kind: "incident", stepId: run.id });
  }

  settleIncident(stepId: number): void {
    this.patch({ incidents: this.instance.incidents.filter((incident) => incident.stepId !== stepId) });
  }
}

export function isLive({ state }: StepRun): boolean {
  return state === "ACTIVE" || state === "WAITING";
}
