import type { ConditionContext, ConditionOutcome, ConditionRows } from "../condition.ts";
import { and, not, or } from "../row-filter.ts";
import type { Target } from "../target.ts";
import { type AttributeTest, attributeOutcome, attributeRows, constantRows } from "./attribute-test.ts";

/** A part that reads no target: its value in a context. Throws where CEL has an error. */
export type FreeExpression = (context: ConditionContext) => unknown;

/** A condition taken apart: what hangs on the target stands in atoms, everything else is evaluated once. */
export type Predicate =
  | { readonly kind: "free"; readonly expression: FreeExpression }
  /** The test once the other side is known; "error" when that is of another type. */
  | {
      readonly kind: "atom";
      readonly operand: FreeExpression;
      readonly testOf: (operand: unknown) => AttributeTest | "error";
    }
  | { readonly kind: "not"; readonly part: Predicate }
  | { readonly kind: "and" | "or"; readonly left: Predicate; readonly right: Predicate };

/** The predicate in one context: nothing is left that CEL would have to evaluate. */
export type BoundPredicate =
  | { readonly kind: "constant"; readonly outcome: ConditionOutcome }
  | { readonly kind: "test"; readonly test: AttributeTest }
  | { readonly kind: "not"; readonly part: BoundPredicate }
  | { readonly kind: "and" | "or"; readonly left: BoundPredicate; readonly right: BoundPredicate };

const constants = {
  true: { kind: "constant", outcome: true },
  false: { kind: "constant", outcome: false },
  error: { kind: "constant", outcome: "error" },
} as const;

export function bindPredicate(predicate: Predicate, context: ConditionContext): BoundPredicate {
  switch (predicate.kind) {
    case "free": {
      const value = freeValue(predicate.expression, context);
      return value === true ? constants.true : value === false ? constants.false : constants.error;
    }
    case "atom": {
      const operand = freeValue(predicate.operand, context);
      const test = operand === undefined ? "error" : predicate.testOf(operand);
      return test === "error" ? constants.error : { kind: "test", test };
    }
    case "not":
      return { kind: "not", part: bindPredicate(predicate.part, context) };
    default: {
      const left = bindPredicate(predicate.left, context);
      // What decides by itself spares the other side: errors there are absorbed anyway.
      if (left.kind === "constant" && left.outcome === (predicate.kind === "or")) return left;
      return { kind: predicate.kind, left, right: bindPredicate(predicate.right, context) };
    }
  }
}

/** Undefined for an error: whatever the library throws is one, and a condition that errors fails closed. */
function freeValue(expression: FreeExpression, context: ConditionContext): unknown {
  try {
    return expression(context);
  } catch {
    return undefined;
  }
}

export function outcomeOf(predicate: BoundPredicate, target: Target | undefined): ConditionOutcome {
  switch (predicate.kind) {
    case "constant":
      return predicate.outcome;
    case "test":
      return attributeOutcome(predicate.test, target);
    case "not": {
      const outcome = outcomeOf(predicate.part, target);
      return outcome === "error" ? outcome : !outcome;
    }
    default: {
      const decides = predicate.kind === "or";
      const left = outcomeOf(predicate.left, target);
      if (left === decides) return left;
      const right = outcomeOf(predicate.right, target);
      return right === decides || left !== "error" ? right : left;
    }
  }
}

/** The rows that the predicate is true of, and those that it is not false of: the twin of {@link outcomeOf}. */
export function rowsOf(predicate: BoundPredicate): ConditionRows {
  switch (predicate.kind) {
    case "constant":
      return constantRows(predicate.outcome);
    case "test":
      return attributeRows(predicate.test);
    case "not": {
      const { isTrue, isNotFalse } = rowsOf(predicate.part);
      return { isTrue: not(isNotFalse), isNotFalse: not(isTrue) };
    }
    default: {
      const joined = predicate.kind === "and" ? and : or;
      const [left, right] = [rowsOf(predicate.left), rowsOf(predicate.right)];
      return {
        isTrue: joined(left.isTrue, right.isTrue),
        isNotFalse: joined(left.isNotFalse, right.isNotFalse),
      };
    }
  }
}
