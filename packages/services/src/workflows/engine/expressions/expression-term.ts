import type { ExpressionScope } from "./expression-scope.ts";

export type ScalarType = "bool" | "double" | "string" | "timestamp";
/**
 * What the value of a part of an expression is; any may be null besides. `list<>` is the empty list, `unknown` what is
 * already found wrong and fits everywhere.
 */
export type ExpressionType = ScalarType | "dateRange" | "null" | "unknown" | "list<>" | `list<${ScalarType}>`;

export interface DateRange {
  readonly from: string;
  readonly to: string;
}
export type ExpressionValue = string | number | boolean | null | Date | DateRange | readonly ExpressionValue[];

export function isDateRange(value: ExpressionValue): value is DateRange {
  return typeof value === "object" && value !== null && "from" in value;
}

/** A part of an expression, ready to run. */
export interface Term {
  readonly type: ExpressionType;
  /** @throws ExpressionError */
  readonly run: (scope: ExpressionScope) => ExpressionValue;
  /** Of what can only ever be one of some words: its name, and those. */
  readonly words?: { readonly name: string; readonly words: ReadonlySet<string> };
  /** Of a text that is written out. */
  readonly literal?: string;
  /** Of a list that is written out. */
  readonly items?: readonly Term[];
}

/** The expression has no value: it divides by zero, or calculates with what was not filled in. */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
}

/** Stands where something is wrong, so that what is around it can still be looked at. */
export const unknownTerm: Term = {
  type: "unknown",
  run: () => {
    throw new ExpressionError("the expression does not compile");
  },
};

/** Whether these two can be one value: the same type, or one of them open or nothing. */
export function unify(left: ExpressionType, right: ExpressionType): ExpressionType | null {
  if (left === right) return left;
  if (left === "unknown" || right === "unknown") return "unknown";
  if (left === "null") return right;
  if (right === "null") return left;
  if (left === "list<>" && right.startsWith("list<")) return right;
  if (right === "list<>" && left.startsWith("list<")) return left;
  return null;
}
