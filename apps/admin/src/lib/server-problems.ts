import type { FieldValues, Path, UseFormSetError } from "react-hook-form";
import type { Failure } from "./failure.ts";
import { fromServer } from "./use-problem-text.ts";

/**
 * Puts what the server refused beside the fields it speaks of. `fieldOfCode` names the field of a conflict, such as
 * an e-mail that is taken. Gives true when every problem has found its field.
 */
export function placeServerProblems<Values extends FieldValues>(
  failure: Failure,
  text: string,
  fields: readonly Path<Values>[],
  fieldOfCode: Readonly<Record<string, Path<Values>>>,
  setError: UseFormSetError<Values>,
): boolean {
  const conflict = failure.code ? fieldOfCode[failure.code] : undefined;
  if (conflict) {
    setError(conflict, { type: fromServer, message: text }, { shouldFocus: true });
    return true;
  }
  let unplaced = failure.fields.length === 0;
  for (const problem of failure.fields) {
    const field = fields.find((known) => known === problem.path.split(".")[0]);
    if (field) setError(field, { type: fromServer, message: problem.message }, { shouldFocus: true });
    else unplaced = true;
  }
  return !unplaced;
}
