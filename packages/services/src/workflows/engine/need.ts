import type { ApproverRule, WorkflowData } from "@gloria/contracts";

/**
 * What the reducer cannot know and asks for: who fits a rule, when a business time ends. It stops, the runtime looks it
 * up in the same transaction and reduces the same event again with the answers, which the log keeps. Time of the clock
 * is never asked for.
 */
export type Need =
  /** Who of the living fits these rules. */
  | {
      readonly kind: "approvers";
      readonly rules: readonly ApproverRule[];
      readonly requesterId: string;
      readonly schoolId: string | null;
      /** For rules that read a field, an expression or a choice: the ids found by the reducer itself; else null. */
      readonly userIds: readonly (readonly string[] | null)[];
      readonly data: WorkflowData;
      readonly definitiveOnly: boolean;
    }
  /** Who approves in place of a requester that would decide on their own request. */
  | {
      readonly kind: "manager";
      readonly userId: string;
      readonly schoolId: string | null;
      readonly data: WorkflowData;
      readonly definitiveOnly: boolean;
    }
  /** Who may act for somebody now. */
  | {
      readonly kind: "delegates";
      readonly userId: string;
      readonly schoolId: string | null;
      readonly data: WorkflowData;
      readonly definitiveOnly: boolean;
    }
  /** The instant at which a duration of business from an instant ends. */
  | { readonly kind: "due"; readonly from: number; readonly duration: string; readonly calendar: string }
  | { readonly kind: "dueLeft"; readonly from: number; readonly businessMinutes: number; readonly calendar: string }
  /** How much of it is left at an instant. */
  | { readonly kind: "remaining"; readonly at: number; readonly dueAt: number; readonly calendar: string }
  /** The instant at which a date begins, or that a local time means, where the calendar is. */
  | { readonly kind: "instant"; readonly text: string; readonly calendar: string };

/** One that may be seated. */
export interface Approver {
  readonly userId: string;
  /** The rule that named them, by its place in the need. */
  readonly rule: number;
  /** Who may act for them now, out of the chain of approval delegations: the last of the chain first. */
  readonly delegateIds: readonly string[];
}

export type AnswerTo<N extends Need> = N extends { kind: "approvers" }
  ? { readonly approvers: readonly Approver[] }
  : N extends { kind: "manager" }
    ? { readonly approver: Omit<Approver, "rule"> | null }
    : N extends { kind: "delegates" }
      ? { readonly delegateIds: readonly string[] }
      : N extends { kind: "remaining" }
        ? { readonly businessMinutes: number }
        : { readonly at: number };
export type Answer =
  | { readonly approvers: readonly Approver[] }
  | { readonly approver: Omit<Approver, "rule"> | null }
  | { readonly delegateIds: readonly string[] }
  | { readonly businessMinutes: number }
  | { readonly at: number };

/** By {@link needKey}; all that this event has asked for. */
export type Answers = Readonly<Record<string, Answer>>;

/** The same for the same question, whatever the order of its making. */
export function needKey(need: Need): string {
  return JSON.stringify(need, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
