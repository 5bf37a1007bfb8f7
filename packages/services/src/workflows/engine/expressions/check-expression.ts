import { compileExpression } from "./compile-expression.ts";
import { type ExpressionLanguage, type ExpressionSubject, languageOf } from "./expression-language.ts";
import { type ExpressionProblem, expressionProblem } from "./expression-problem.ts";
import type { ExpressionType } from "./expression-term.ts";

const fitting = {
  bool: ["bool"],
  double: ["double", "null"],
  string: ["string", "null"],
  /** A date, or an instant as text or as such. */
  time: ["string", "timestamp"],
  /** An id, or a list of them. */
  ids: ["string", "list<string>", "list<>", "null"],
  /** What a field or an input can hold. */
  any: ["bool", "double", "string", "timestamp", "dateRange", "null"],
} as const satisfies Readonly<Record<string, readonly ExpressionType[]>>;

/** What the value of an expression is wanted for. */
export type ExpectedType = keyof typeof fitting;

export type ExpressionCheck =
  | { readonly ok: true }
  | { readonly ok: false; readonly problems: readonly ExpressionProblem[] };

/** Whether the expression fits the definition and has a value as it is wanted; all that is wrong with it. */
export function checkExpression(spec: ExpressionSubject, source: string, expected: ExpectedType): ExpressionCheck {
  const problems = problemsOf(languageOf(spec), source, expected);
  return problems.length === 0 ? { ok: true } : { ok: false, problems };
}

function problemsOf(
  language: ExpressionLanguage,
  source: string,
  expected: ExpectedType,
): readonly ExpressionProblem[] {
  const { term, problems } = compileExpression(source, language);
  if (problems.length > 0 || term.type === "unknown") return problems;
  const wanted: readonly ExpressionType[] = fitting[expected];
  return wanted.includes(term.type)
    ? []
    : [
        expressionProblem("expression_result", {
          expected,
          actual: term.type,
        }),
      ];
}

/** The fields of the form that an expression reads; none when it does not compile. */
export function fieldsRead(spec: ExpressionSubject, source: string): ReadonlySet<string> {
  return compileExpression(source, languageOf(spec)).reads;
}
