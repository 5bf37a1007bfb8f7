import type { RequestChannel } from "@gloria/core";
import type { RowFilter } from "./row-filter.ts";
import type { Target } from "./target.ts";

export type { ConditionValue } from "./target.ts";

/** What a condition reads as `request`. */
export interface RequestAttributes {
  readonly ip: string | null;
  readonly channel: RequestChannel;
}

/** What a condition reads as `actor`: whoever holds the rule, hence the delegator when a delegation is followed. */
export interface ConditionActor {
  readonly id: string;
  readonly schoolId: string | null;
  /** Codes of the roles assigned and of the positions held at that instant. */
  readonly roles: readonly string[];
  readonly positions: readonly string[];
}

/** All that is known besides the row, when a condition becomes a filter of rows. */
export interface ConditionContext {
  readonly actor: ConditionActor;
  /** Milliseconds since 1970 UTC, by the clock of the database. */
  readonly now: number;
  /** Undefined: nobody said, so whatever reads it errors. */
  readonly request: RequestAttributes | undefined;
}

export interface ConditionEnvironment extends ConditionContext {
  /** Undefined for a region, of which nothing is known: whatever reads the target errors. */
  readonly target: Target | undefined;
}

/** Errors spread as unknowns do in three-valued logic: `false && error` is false, `true || error` is true. */
export type ConditionOutcome = true | false | "error";

/** The rows for which a condition is true, and those for which it is not false (true, or an error). */
export interface ConditionRows {
  readonly isTrue: RowFilter;
  readonly isNotFalse: RowFilter;
}

/** The condition of one grant or guardrail, ready to be asked; immutable, shared between users. */
export interface CompiledCondition {
  /** CEL, as it was written. */
  readonly source: string;
  /** Why the source does not compile (any more): it errors whatever it is asked. Null for a sound one. */
  readonly error: string | null;
  readonly readsTarget: boolean;
  readonly readsNow: boolean;
  readonly readsRequest: boolean;
  evaluate(environment: ConditionEnvironment): ConditionOutcome;
  /** Agrees with {@link evaluate} about every row whose parts the list knows. */
  rows(context: ConditionContext): ConditionRows;
}
