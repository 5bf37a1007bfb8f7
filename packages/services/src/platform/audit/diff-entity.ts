import type { DataClass } from "@gloria/contracts";
import type { AuditChangeRow } from "@gloria/db";

/** How much care each column of an entity needs. Bookkeeping columns are left out of the log by name. */
export type ColumnClasses<Row> = Readonly<Record<keyof Row & string, DataClass | "bookkeeping">>;

type Entity = Readonly<Record<string, unknown>>;

/** The changed columns, in the order of `classes`. */
export function diffEntity<Row extends object>(before: Row, after: Row, classes: ColumnClasses<Row>): AuditChangeRow[] {
  const changes: AuditChangeRow[] = [];
  for (const [path, dataClass] of Object.entries(classes) as [keyof Row & string, DataClass | "bookkeeping"][]) {
    if (dataClass === "bookkeeping") continue;
    const from = plain(before[path]);
    const to = plain(after[path]);
    if (from === to) continue;
    if (from === null) changes.push({ path, op: "add", to, class: dataClass });
    else if (to === null) changes.push({ path, op: "remove", from, class: dataClass });
    else changes.push({ path, op: "replace", from, to, class: dataClass });
  }
  return changes;
}

/** Every column that says something about the entity, as it is stored in a snapshot. */
export function snapshotOf<Row extends object>(row: Row, classes: ColumnClasses<Row>): Entity {
  return Object.fromEntries(
    (Object.entries(classes) as [keyof Row & string, DataClass | "bookkeeping"][])
      .filter(([, dataClass]) => dataClass !== "bookkeeping")
      .map(([path]) => [path, plain(row[path])]),
  );
}

/** Creation as changes: every column that has a value. */
export function additionsOf<Row extends object>(row: Row, classes: ColumnClasses<Row>): AuditChangeRow[] {
  return (Object.entries(classes) as [keyof Row & string, DataClass | "bookkeeping"][])
    .filter(([path, dataClass]) => dataClass !== "bookkeeping" && plain(row[path]) !== null)
    .map(([path, dataClass]) => ({ path, op: "add" as const, to: plain(row[path]), class: dataClass }));
}

function plain(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  return value instanceof Date ? value.toISOString() : value;
}
