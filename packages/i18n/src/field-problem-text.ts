import type { Locale } from "@gloria/contracts";
import { type FieldIssue, fieldProblemOf } from "./field-problem.ts";
import { findText } from "./find-text.ts";
import { formatText } from "./format-text.ts";

/** What is wrong with one field, said to the person who filled it in. */
export function fieldProblemText(issue: FieldIssue, locale: Locale): string {
  const problem = fieldProblemOf(issue);
  return formatText(locale, findText(locale, `fieldProblem.${problem}`) ?? problem, {
    minimum: Number(issue.minimum ?? 0),
    maximum: Number(issue.maximum ?? 0),
    divisor: Number(issue.divisor ?? 1),
    keys: issue.keys ?? [],
  });
}
