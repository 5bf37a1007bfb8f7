import { type WorkflowData, type WorkflowSpec, type WorkflowSpecInput, workflowSpecSchema } from "@gloria/contracts";
import { checkInstance } from "./check-instance.ts";
import type { Effect } from "./effect.ts";
import type { Instance, Job, Seat, StepRun, Timer } from "./instance.ts";
import { type Answer, type Answers, type Need, needKey } from "./need.ts";
import { type Reduction, reduce } from "./reduce.ts";
import { type TraceEntry, traceLine } from "./trace-entry.ts";
import type { WorkflowEvent, WorkflowEventOf, WorkflowEventType } from "./workflow-event.ts";

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
/** Monday morning in Jakarta. */
export const monday = Date.UTC(2026, 6, 13, 0, 0);

/** An event without what every event has. */
export type Said<Type extends WorkflowEventType> = Omit<WorkflowEventOf<Type>, "at" | "by" | "type">;

/** Who there is: ids by the code of a position, role or department, and who acts for whom. */
export interface Town {
  people: Record<string, readonly string[]>;
  delegates: Record<string, readonly string[]>;
  manager: string | null;
  /** Unknown to the directory. */
  gone: ReadonlySet<string>;
}

interface Logged {
  readonly spec: WorkflowSpec;
  readonly event: WorkflowEvent;
  readonly answers: Answers;
}

/** A definition out of its steps, for a form with a few fields of each kind. */
export function specOf(steps: WorkflowSpecInput["steps"], parts: Partial<WorkflowSpecInput> = {}): WorkflowSpec {
  return workflowSpecSchema.parse({
    schema: 1,
    key: "probe",
    subject: "probe",
    fields: { days: "double", kind: "string", urgent: "boolean", until: "date", person: "person" },
    start: Object.keys(steps)[0],
    steps,
    ...parts,
  });
}

/** An approval by one person, to be changed where a test wants more. */
export function approvalOf<const Parts extends object>(userId: string, to: string, parts?: Parts) {
  return {
    type: "approval" as const,
    assign: [{ by: "role" as const, id: userId }],
    strategy: { kind: "ALL" as const },
    on: { APPROVED: to, REJECTED: "endRejected" },
    ...parts,
  };
}

/** One instance in a town, driven by commands; every transition is held to the promises of all instances. */
export class Scenario {
  spec: WorkflowSpec;
  now = monday;
  readonly town: Town = { people: {}, delegates: {}, manager: "manager", gone: new Set() };
  readonly log: Logged[] = [];
  effects: readonly Effect[] = [];
  #instance: Instance | null = null;
  #fresh: TraceEntry[] = [];

  constructor(spec: WorkflowSpec) {
    this.spec = spec;
  }

  get instance(): Instance {
    if (this.#instance === null) throw new Error("not started");
    return this.#instance;
  }

  get state(): string {
    return this.instance.state;
  }

  start(data: WorkflowData = {}, depth = 1): this {
    const said = { requesterId: "guru", schoolId: "school", depth, data, subjectHash: "v1" };
    return this.must("started", said, "guru");
  }

  /** What has happened since the last call, a line each; clocks left aside. */
  lines(): string[] {
    const lines = this.#fresh.filter(({ what }) => what !== "timer").map(traceLine);
    this.#fresh = [];
    return lines;
  }

  /** The last pass through a step. */
  run(key: string): StepRun {
    const run = this.instance.steps.findLast((each) => each.key === key);
    if (run === undefined) throw new Error(`never in ${key}`);
    return run;
  }

  seat(key: string, userId: string): Seat {
    const seat = this.run(key).seats.findLast((each) => each.userId === userId);
    if (seat === undefined) throw new Error(`${userId} has no seat at ${key}`);
    return seat;
  }

  timer(key: string, kind: Timer["kind"], ordinal = 0): Timer {
    const { id } = this.run(key);
    const timer = this.instance.timers.find(
      (each) => each.stepId === id && each.kind === kind && each.ordinal === ordinal,
    );
    if (timer === undefined) throw new Error(`no ${kind} ${ordinal} at ${key}`);
    return timer;
  }

  /** The last job of a step. */
  job(key: string): Job {
    const { id } = this.run(key);
    const job = this.instance.jobs.findLast((each) => each.stepId === id);
    if (job === undefined) throw new Error(`no job at ${key}`);
    return job;
  }

  vote(key: string, userId: string, decision: "APPROVED" | "REJECTED" | "ABSTAINED", by = userId): this {
    return this.must("decided", this.voteOf(key, userId, decision), by);
  }

  voteOf(key: string, userId: string, decision: "APPROVED" | "REJECTED" | "ABSTAINED"): Said<"decided"> {
    const { subjectHash } = this.instance;
    const comment = decision === "REJECTED" ? "no" : null;
    return { seatId: this.seat(key, userId).id, decision, comment, choice: null, subjectHash };
  }

  /** Lets time pass, and fires what becomes due on the way, in its order. */
  pass(ms: number): this {
    const until = this.now + ms;
    for (;;) {
      const [next] = this.instance.timers
        .filter(({ state, left, dueAt }) => state === "ARMED" && left === null && dueAt <= until)
        .toSorted((a, b) => a.dueAt - b.dueAt || a.id - b.id);
      if (next === undefined) break;
      this.now = Math.max(this.now, next.dueAt);
      this.must("timerFired", { timerId: next.id }, null);
    }
    this.now = until;
    return this;
  }

  done(key: string, data: WorkflowData = {}): this {
    return this.must("jobDone", { jobId: this.job(key).id, data }, null);
  }

  must<Type extends WorkflowEventType>(type: Type, said: Said<Type>, by: string | null): this {
    const reduction = this.try(type, said, by);
    if (reduction.kind !== "moved") throw new Error(`${type}: ${JSON.stringify(reduction)}`);
    return this;
  }

  /** The code that a command is refused with. */
  refusal<Type extends WorkflowEventType>(type: Type, said: Said<Type>, by: string | null): string {
    const reduction = this.try(type, said, by);
    if (reduction.kind !== "refused") throw new Error(`${type}: ${reduction.kind}`);
    return reduction.code;
  }

  try<Type extends WorkflowEventType>(type: Type, said: Said<Type>, by: string | null): Reduction {
    // The parts are those of this type of event, which the compiler cannot put together again.
    return this.apply({ ...said, type, at: this.now, by } as unknown as WorkflowEvent);
  }

  apply(event: WorkflowEvent): Reduction {
    const { reduction, answers } = this.reduce(event);
    if (reduction.kind === "moved") {
      const problems = checkInstance(this.spec, reduction.instance);
      if (problems.length > 0) throw new Error(`${event.type}: ${problems.join("; ")}`);
      this.log.push({ spec: this.spec, event, answers });
      this.#instance = reduction.instance;
      this.effects = reduction.effects;
      this.#fresh.push(...reduction.trace);
    }
    return reduction;
  }

  /** What it would come to; nothing is kept. */
  reduce(event: WorkflowEvent): { readonly reduction: Reduction; readonly answers: Answers } {
    const answers: Record<string, Answer> = {};
    for (let round = 0; round < 20; round++) {
      const reduction = reduce(this.spec, this.#instance, event, answers);
      if (reduction.kind !== "needs") return { reduction, answers };
      for (const need of reduction.needs) answers[needKey(need)] = answer(this.town, need);
    }
    throw new Error(`${event.type} asks on and on`);
  }

  /** The state that the log alone leads to. */
  replay(): Instance | null {
    return this.log.reduce<Instance | null>((instance, { spec, event, answers }) => {
      const reduction = reduce(spec, instance, event, answers);
      if (reduction.kind !== "moved") throw new Error(`replay of ${event.type}: ${reduction.kind}`);
      return reduction.instance;
    }, null);
  }
}

/** In this town a business day has 24 hours, so that a test can reckon with it. */
function answer({ people, delegates, manager, gone }: Town, need: Need): Answer {
  const delegateIds = (userId: string) => delegates[userId] ?? [];
  switch (need.kind) {
    case "approvers":
      return {
        approvers: need.rules.flatMap((rule, n) => {
          const code = "id" in rule ? rule.id : `chain${"levels" in rule ? rule.levels : ""}`;
          const userIds = need.userIds[n] ?? people[code] ?? [code];
          return userIds
            .filter((userId) => !gone.has(userId))
            .map((userId) => ({ userId, rule: n, delegateIds: delegateIds(userId) }));
        }),
      };
    case "manager":
      return { approver: manager === null ? null : { userId: manager, delegateIds: delegateIds(manager) } };
    case "delegates":
      return { delegateIds: delegateIds(need.userId) };
    case "due":
      return { at: need.from + businessMinutesIn(need.duration) * minuteMs };
    case "dueLeft":
      return { at: need.from + need.businessMinutes * minuteMs };
    case "remaining":
      return { businessMinutes: Math.max(0, Math.ceil((need.dueAt - need.at) / minuteMs)) };
    case "instant":
      return { at: Date.parse(need.text.length === 10 ? `${need.text}T00:00:00+07:00` : `${need.text}+07:00`) };
  }
}

function businessMinutesIn(duration: string): number {
  const [, days, hours] = /^PT?(?:(\d+)BD|(\d+)BH)$/.exec(duration) ?? [];
  return Number(days ?? 0) * 24 * 60 + Number(hours ?? 0) * 60;
}
