import type { ImportField, ImportKind, ImportRowProblem, ImportRowProblemCode } from "@gloria/contracts";
import { birthOfNik, isBornOn } from "./check-nik.ts";

type Value = string | number | boolean | null;

/** A row under way: values by field, and the header that each field has in the file. */
export interface FieldTable {
  readonly values: Map<ImportField, Value>;
  readonly headers: Map<ImportField, string>;
}

/** What the values of one row say of each other. Fields that already have a problem are left alone. */
export function checkRow(kind: ImportKind, table: FieldTable, known: readonly ImportRowProblem[]): ImportRowProblem[] {
  const found: ImportRowProblem[] = [];
  const broken = new Set(known.map(({ column }) => column));
  const text = (field: ImportField): string | null => {
    const value = table.values.get(field);
    return typeof value === "string" ? value : null;
  };
  const report = (field: ImportField, code: ImportRowProblemCode, params: ImportRowProblem["params"] = {}) => {
    found.push({ column: table.headers.get(field) ?? null, code, params });
  };
  const need = (field: ImportField) => {
    const header = table.headers.get(field);
    if (text(field) === null && (header === undefined || !broken.has(header))) report(field, "required_missing");
  };
  const order = (first: ImportField, second: ImportField) => {
    const [from, until] = [text(first), text(second)];
    if (from !== null && until !== null && until <= from) report(second, "date_order", { from, until });
  };

  if (kind === "organisation") {
    for (const field of ["entity", "code", "name"] as const) need(field);
    return found;
  }
  need("name");
  checkNik();
  for (const field of ["startedOn", "candidateOn", "appointedOn", "civilServantOn"] as const) order("birthDate", field);
  order("assignmentFrom", "assignmentUntil");
  checkAssignment();
  return found;

  function checkNik(): void {
    const nik = text("nik");
    const birth = nik === null ? null : birthOfNik(nik);
    if (birth === null) return;
    const [birthDate, gender] = [text("birthDate"), text("gender")];
    if (birthDate !== null && !isBornOn(birth, birthDate)) report("nik", "nik_birth_date_mismatch");
    if (gender !== null && gender !== birth.gender) report("nik", "nik_gender_mismatch");
  }

  function checkAssignment(): void {
    const details = ["assignmentFrom", "assignmentUntil", "assignmentKind", "ftePercent", "decreeNumber"] as const;
    const said = details.find((field) => (table.values.get(field) ?? null) !== null);
    const positionHeader = table.headers.get("positionCode");
    if (said !== undefined && text("positionCode") === null && !(positionHeader && broken.has(positionHeader))) {
      report(positionHeader === undefined ? said : "positionCode", "position_required");
    }
    const isActing = text("assignmentKind") === "PLT" || text("assignmentKind") === "PLH";
    const untilHeader = table.headers.get("assignmentUntil");
    if (isActing && text("assignmentUntil") === null && !(untilHeader && broken.has(untilHeader))) {
      report(untilHeader === undefined ? "assignmentKind" : "assignmentUntil", "until_required");
    }
  }
}
