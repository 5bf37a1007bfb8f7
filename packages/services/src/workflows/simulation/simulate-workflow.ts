import {
  type EndedInstanceState,
  type InstanceState,
  parseWorkflowDuration,
  type SeatDecision,
  type SimulatedCommand,
  type WorkflowData,
  type WorkflowSpec,
} from "@gloria/contracts";
import type { Job, Seat, StepRun, Timer } from "../engine/instance.ts";
import { plainWorld, type SimulationWorld } from "./plain-world.ts";
import { type SimulatedEntry, Simulation } from "./simulation.ts";

/** So many commands, and a definition is taken to lead nowhere. */
const commandsMax = 500;
const requesterId = "requester";

export interface SimulationQuestion {
  readonly data: WorkflowData;
  /** Left out: everybody approves, and time passes where nothing else can happen. */
  readonly commands?: readonly SimulatedCommand[];
  /** When it begins, in milliseconds since 1970 UTC. */
  readonly at: number;
  /** Left out: one without a database. */
  readonly world?: SimulationWorld;
}

export interface SimulationAnswer {
  readonly state: InstanceState;
  /** Where it waits: the open steps, and who is asked there. */
  readonly waiting: readonly { readonly step: string; readonly asked: readonly string[] }[];
  readonly trace: readonly SimulatedEntry[];
  /** The command that could not be, by its place; nothing after it was done. */
  readonly refused: { readonly command: number; readonly code: string } | null;
  /** It was stopped, since it did not come to an end. */
  readonly endless: boolean;
}

/**
 * Runs a definition that has passed its checks, without a database: the same reducer as a real instance, with answers
 * from a world of paper. Actions succeed and children are approved at once, unless a command says otherwise.
 */
export function simulateWorkflow(spec: WorkflowSpec, question: SimulationQuestion): SimulationAnswer {
  return new Run(spec, question).answer();
}

class Run {
  readonly #simulation: Simulation;
  readonly #world: SimulationWorld;
  readonly #question: SimulationQuestion;
  /** How the jobs of a step end, in the order of their coming. */
  readonly #endings: Extract<SimulatedCommand, { fails: string } | { outcome: string }>[];
  #count = 0;

  constructor(spec: WorkflowSpec, question: SimulationQuestion) {
    this.#question = question;
    this.#world = question.world ?? plainWorld();
    this.#simulation = new Simulation(spec, this.#world, question.at);
    this.#endings = (question.commands ?? []).filter((command) => "fails" in command || "outcome" in command);
  }

  answer(): SimulationAnswer {
    const { data, commands } = this.#question;
    this.#do("started", { requesterId, schoolId: null, depth: 1, data, subjectHash: "1" }, requesterId);
    let refused: SimulationAnswer["refused"] = null;
    for (const [command, each] of (commands ?? []).entries()) {
      const code = this.#command(each);
      if (code === null) continue;
      refused = { command, code };
      break;
    }
    if (commands === undefined) while (this.#goOn());
    const { state, steps } = this.#instance;
    const open = steps.filter((run) => run.state === "ACTIVE" && run.type !== "parallel");
    return {
      state,
      waiting: open.map(({ key, seats }) => ({ step: key, asked: pending(seats).map(({ userId }) => userId) })),
      trace: this.#simulation.trace,
      refused,
      endless: this.#count >= commandsMax,
    };
  }

  get #instance() {
    const { instance } = this.#simulation;
    if (instance === null) throw new Error("not started");
    return instance;
  }

  /** Lets the next thing happen that would, if everybody approves; false: there is none. */
  #goOn(): boolean {
    if (this.#count >= commandsMax) return false;
    const asked = this.#instance.steps.find((run) => run.state === "ACTIVE" && pending(run.seats).length > 0);
    if (asked !== undefined) return this.#vote(asked, "APPROVED", undefined, "ok", null) === null;
    const next = this.#nextTimer();
    if (next === undefined) return false;
    this.#simulation.now = Math.max(this.#simulation.now, next.dueAt);
    return this.#do("timerFired", { timerId: next.id }, null) === null;
  }

  #command(command: SimulatedCommand): string | null {
    if ("decision" in command) return this.#decide(command);
    if ("resubmit" in command) {
      const data = { ...this.#instance.data, ...command.resubmit };
      return this.#do("resubmitted", { data, subjectHash: `${this.#instance.round + 1}` }, requesterId);
    }
    if ("message" in command) return this.#do("messageArrived", { name: command.message, key: `${this.#count}` }, null);
    if ("wait" in command) return this.#pass(command.wait);
    if ("withdraw" in command) return this.#do("withdrawn", { reason: command.withdraw }, requesterId);
    if ("cancel" in command) return this.#do("cancelled", { reason: command.cancel }, "admin");
    // What actions and children come to was taken note of at the beginning.
    return null;
  }

  #decide(command: Extract<SimulatedCommand, { decision: string }>): string | null {
    const run = this.#instance.steps.findLast(({ key, state }) => key === command.step && state === "ACTIVE");
    if (run === undefined) return "workflow.step_closed";
    if (command.decision !== "RETURNED") {
      const comment = command.comment ?? command.decision.toLowerCase();
      return this.#vote(run, command.decision, command.by, comment, command.choice ?? null);
    }
    const seat = seatOf(run, command.by);
    if (seat === undefined) return "workflow.not_assignee";
    const said = { seatId: seat.id, to: command.to, comment: command.comment ?? "returned" };
    return this.#do("returned", said, command.by ?? seat.userId);
  }

  #vote(
    run: StepRun,
    decision: SeatDecision,
    by: string | undefined,
    comment: string,
    choice: string | null,
  ): string | null {
    const seat = seatOf(run, by);
    if (seat === undefined) return "workflow.not_assignee";
    const { subjectHash } = this.#instance;
    return this.#do("decided", { seatId: seat.id, decision, comment, choice, subjectHash }, by ?? seat.userId);
  }

  /** Lets time pass, and everything happen that falls due on the way. */
  #pass(length: string): string | null {
    const { now } = this.#simulation;
    const duration = parseWorkflowDuration(length);
    const until =
      duration?.kind === "clock"
        ? now + duration.ms
        : instantIn(this.#world.answer({ kind: "due", from: now, duration: length, calendar: "@school" }));
    for (
      let next = this.#nextTimer();
      next !== undefined && next.dueAt <= until && this.#count < commandsMax;
      next = this.#nextTimer()
    ) {
      this.#simulation.now = Math.max(this.#simulation.now, next.dueAt);
      this.#do("timerFired", { timerId: next.id }, null);
    }
    this.#simulation.now = until;
    return null;
  }

  #nextTimer(): Timer | undefined {
    return this.#instance.timers
      .filter(({ state, left }) => state === "ARMED" && left === null)
      .toSorted((a, b) => a.dueAt - b.dueAt || a.id - b.id)[0];
  }

  /** Something happens, and with it all that the outside does for it. */
  #do: Simulation["do"] = (type, said, by) => {
    const code = this.#simulation.do(type, said, by);
    this.#count += 1;
    for (;;) {
      const job = this.#instance.jobs.find(({ state }) => state === "PENDING");
      if (job === undefined || this.#count >= commandsMax) return code;
      this.#count += 1;
      this.#finish(job);
    }
  };

  #finish({ id: jobId, kind, stepId, attempt }: Job): void {
    const key = this.#instance.steps.find(({ id }) => id === stepId)?.key;
    const at = this.#endings.findIndex(
      (ending) => ending.step === key && (kind === "subflow" ? "outcome" in ending : "fails" in ending),
    );
    const [ending] = kind === "compensation" || at < 0 ? [] : this.#endings.splice(at, 1);
    if (ending !== undefined && "fails" in ending) {
      this.#simulation.do("jobFailed", { jobId, attempt, final: true, error: ending.fails }, null);
    } else if (kind === "subflow") {
      const outcome: EndedInstanceState = ending?.outcome ?? "APPROVED";
      this.#simulation.do("subflowEnded", { jobId, outcome }, null);
    } else {
      this.#simulation.do("jobDone", { jobId, data: {} }, null);
    }
  }
}

function pending(seats: readonly Seat[]): readonly Seat[] {
  return seats.filter(({ state }) => state === "PENDING");
}

/** The seat of a person, or the first whose holder has not spoken. */
function seatOf({ seats }: StepRun, by: string | undefined): Seat | undefined {
  return by === undefined ? pending(seats)[0] : seats.find(({ userId, state }) => userId === by && state !== "VOID");
}

function instantIn(answer: object): number {
  if (!("at" in answer) || typeof answer.at !== "number") throw new Error("the world has no such time");
  return answer.at;
}
