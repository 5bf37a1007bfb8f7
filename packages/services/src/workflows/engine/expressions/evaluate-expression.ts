import { compileExpression } from "./compile-expression.ts";
import { type ExpressionSubject, languageOf } from "./expression-language.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { ExpressionError } from "./expression-term.ts";

export type ExpressionResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: string };

/**
 * The value of an expression: a text, number, truth, null, range of dates or list of these; instants as texts in UTC.
 *
 * What is not filled in is null. It equals null and nothing else; it is neither more nor less than anything, contains
 * nothing, and counts as "no" where a truth is asked: a question about it is answered "no", never an error. Only a
 * calculation with it (`+ - * / %`, `size`, …) has no value, and is an error, as is a division by zero.
 */
export function evaluateExpression(spec: ExpressionSubject, source: string, scope: ExpressionScope): ExpressionResult {
  const { term, problems } = compileExpression(source, languageOf(spec));
  const [problem] = problems;
  if (problem !== undefined) return { ok: false, error: problem.message };
  try {
    const value = term.run(scope);
    if (value instanceof Date) return { ok: true, value: value.toISOString() };
    return { ok: true, value: term.type === "bool" ? value === true : value };
  } catch (error) {
    if (error instanceof ExpressionError) return { ok: false, error: error.message };
    throw error;
  }
}
