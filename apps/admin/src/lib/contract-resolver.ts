import { type FieldIssue, fieldProblemOf } from "@gloria/i18n/field-problem";
import type { FieldErrors, FieldValues, Resolver } from "react-hook-form";

/** The part of a zod schema that a form needs. */
export interface Contract<Output> {
  safeParse(input: unknown):
    | { readonly success: true; readonly data: Output }
    | {
        readonly success: false;
        readonly error: { readonly issues: readonly (FieldIssue & { readonly path: readonly PropertyKey[] })[] };
      };
}

/**
 * Checks a form against the same contract as the server. `toInput` turns the texts of the form into the contract's
 * input. The message of a problem is the name of the rule, worded when it is shown: the language may change meanwhile.
 */
export function contractResolver<Values extends FieldValues, Output>(
  contract: Contract<Output>,
  toInput: (values: Values) => unknown,
): Resolver<Values, unknown, Output> {
  return (values) => {
    const result = contract.safeParse(toInput(values));
    if (result.success) return { values: result.data, errors: {} };
    const problems: Record<string, { type: string; message: string }> = {};
    for (const issue of result.error.issues) {
      const field = String(issue.path[0] ?? "root");
      problems[field] ??= { type: fieldProblemOf(issue), message: JSON.stringify(issueParams(issue)) };
    }
    return { values: {}, errors: problems as FieldErrors<Values> };
  };
}

function issueParams(issue: FieldIssue): Record<string, string | number> {
  return {
    minimum: Number(issue.minimum ?? 0),
    maximum: Number(issue.maximum ?? 0),
    divisor: Number(issue.divisor ?? 1),
    keys: issue.keys?.join(", ") ?? "",
  };
}
