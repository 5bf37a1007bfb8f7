import type {
  EndedInstanceState,
  InstanceState,
  SeatState,
  StepState,
  TimerState,
  WorkflowData,
  WorkflowStep,
  WorkflowValue,
} from "@gloria/contracts";

/**
 * One request on its way, as the reducer sees it: plain data without ids of the database. Everything inside is numbered
 * in the order of its making, so that the same events give the same state to the last digit. Instants are milliseconds
 * since 1970 UTC.
 */
export interface Instance {
  readonly state: InstanceState;
  /** Where a suspended instance goes on. */
  readonly resumeTo: "RUNNING" | "RETURNED" | null;
  /** The step that a resubmit enters, while it lies with the requester. */
  readonly resubmitTo: string | null;
  readonly requesterId: string;
  readonly schoolId: string | null;
  /** 1, and one more than its parent's for what a subflow has started. */
  readonly depth: number;
  /** Sha256 of what is decided about; changes when the subject does. */
  readonly subjectHash: string;
  readonly data: WorkflowData;
  /** From 1; a return begins the next. */
  readonly round: number;
  /** How often it was returned, to the requester or to an earlier step. */
  readonly revisions: number;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly steps: readonly StepRun[];
  readonly timers: readonly Timer[];
  readonly jobs: readonly Job[];
  readonly messages: readonly Message[];
  /** What stands in the way, at most one for each step; the state is INCIDENT while there is any and it is not over. */
  readonly incidents: readonly Incident[];
  /** The next number of each kind of thing. */
  readonly next: { readonly step: number; readonly seat: number; readonly timer: number; readonly job: number };
}

/** One pass through a step; a loop makes another. */
export interface StepRun {
  readonly id: number;
  readonly key: string;
  readonly type: WorkflowStep["type"];
  /** How often this step has been entered, from 1. */
  readonly round: number;
  /** The instance's round in which it was entered. */
  readonly instanceRound: number;
  /** The branch that it lies in: the run of the parallel step and the branch's name. */
  readonly within: Branch | null;
  /** WAITING: it could not be entered any more, since the transition ran away. */
  readonly state: StepState;
  readonly openedAt: number;
  readonly endedAt: number | null;
  /** The subject when the seats were opened. */
  readonly subjectHash: string;
  readonly seats: readonly Seat[];
  /** Of a parallel step: what has become of each branch. */
  readonly branches: Readonly<Record<string, BranchState>>;
  /** Somebody has asked the requester something, and waits; the step's timers stand still. */
  readonly infoAsked: { readonly seatId: number; readonly question: string; readonly at: number } | null;
}

export interface Branch {
  readonly stepId: number;
  readonly branch: string;
}

/** LATE: it came to its end after the join had been reached. */
export type BranchState = "LEFT_OUT" | "RUNNING" | "JOINED" | "LATE" | "CANCELLED";

export interface Seat {
  readonly id: number;
  /** Whose seat it is, and stays. */
  readonly userId: string;
  /** Who may act for them, as found when the seat was opened; asked again when they decide. */
  readonly delegateId: string | null;
  readonly openedBy: SeatOrigin;
  readonly weight: number;
  readonly veto: boolean;
  readonly chair: boolean;
  readonly state: SeatState;
  /** Who decided, or sent it back: the owner or their delegate. */
  readonly actedBy: string | null;
  readonly decidedAt: number | null;
  /** Of the decision; of a VOID seat why it is void. */
  readonly comment: string | null;
  /** Whom they chose to be asked further on. */
  readonly choice: string | null;
}

/** What opened a seat: a rule of the step by its place, or somebody by hand (`rescue`: where nobody was left). */
export type SeatOrigin = `assign.${number}` | `escalate.${number}` | "fallback" | "added" | "reassigned" | "rescue";

export type TimerKind = "remind" | "escalate" | "due" | "until";

/** Unique by step, kind and ordinal; a duplicate firing changes nothing. */
export interface Timer {
  readonly id: number;
  readonly stepId: number;
  readonly kind: TimerKind;
  readonly ordinal: number;
  readonly state: TimerState;
  readonly dueAt: number;
  /** What it measures: time of the clock, time of business, or neither (an instant of the calendar). */
  readonly measures: "clock" | "business" | "instant";
  /** What was left when its clock was stopped; null while it runs. */
  readonly left: Remaining | null;
}

/** A length of time that was not used up: of the clock, or of business; an instant stands where it stood. */
export type Remaining = { readonly ms: number } | { readonly businessMinutes: number } | { readonly at: number };

/**
 * Something that the outside does for the instance, once under its key `instance:step:round:job`: an action, what takes
 * it back, a child instance. PENDING until a command reports back.
 */
export interface Job {
  readonly id: number;
  readonly stepId: number;
  readonly kind: "action" | "compensation" | "subflow";
  /** The registered action, or the key of the child's definition. */
  readonly use: string;
  readonly input: WorkflowInput;
  /** From 1, and never again the same: a report on an older one is none on this. */
  readonly attempt: number;
  /** How often it is tried again before that is an incident. */
  readonly retriesLeft: number;
  /** Not to be tried before. */
  readonly notBefore: number;
  readonly state: "PENDING" | "DONE" | "FAILED" | "CANCELLED" | "SKIPPED";
  /** How the child instance ended. */
  readonly outcome: EndedInstanceState | null;
  /** Of a compensation: the action that it takes back. */
  readonly undoes: number | null;
}
export type WorkflowInput = Readonly<Record<string, WorkflowValue>>;

/** A message, kept until a step waits for it and used once. */
export interface Message {
  readonly name: string;
  /** The sender's key: a repeated message is the same one. */
  readonly key: string;
  readonly at: number;
  /** The step that it went to. */
  readonly usedBy: number | null;
}

export interface Incident {
  readonly code: IncidentCode;
  readonly stepId: number;
  readonly at: number;
  readonly detail: string;
}

export type IncidentCode =
  /** An expression failed: never a branch. */
  | "expression_failed"
  /** More micro-steps than a transition may make without coming to rest. */
  | "runaway"
  /** Nobody can be asked. */
  | "no_approver"
  /** All who could be asked have gone or abstained. */
  | "no_decision"
  | "action_failed"
  /** Of an action that was to be taken back, after the instance has ended. */
  | "compensation_failed"
  | "subflow_failed"
  | "subflow_too_deep";
