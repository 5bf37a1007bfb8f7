import { type ImportFieldValues, provisionalNipPrefix, specificFieldNames } from "@gloria/contracts";
import { employeePaths } from "./person-paths.ts";

/** Stands in a plan for the provisional number that is given when it is applied: no number has its last character. */
export const provisionalNip = `${provisionalNipPrefix}…`;

/** What an account has, too: whoever has no more than that need not be an employee. */
const shared: ReadonlySet<string> = new Set(["nip", "name", "email", "mobile", "schoolId"]);
const employeeOnly = [...Object.keys(employeePaths).filter((key) => !shared.has(key)), ...specificFieldNames];

/** Whether a row tells of somebody what only an employee has. */
export function isEmployee(fields: ImportFieldValues<"people">): boolean {
  const values: Readonly<Record<string, unknown>> = fields;
  return employeeOnly.some((key) => values[key] != null);
}
