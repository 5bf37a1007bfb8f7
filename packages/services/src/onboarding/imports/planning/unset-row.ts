import { getTableColumns, type InferSelectModel } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

type NullableKeys<Row> = { [Key in keyof Row]: null extends Row[Key] ? Key : never }[keyof Row];

type UnsetRow<Table extends PgTable> = Pick<InferSelectModel<Table>, NullableKeys<InferSelectModel<Table>>>;

/** By table, since every row of a file asks: its empty columns stay the same. */
const unset = new WeakMap<PgTable, Readonly<Record<string, null>>>();

/** A row of which nothing is known yet: every column that may be empty is. One object for all who ask. */
export function unsetRow<Table extends PgTable>(table: Table): Readonly<UnsetRow<Table>> {
  const row =
    unset.get(table) ??
    Object.fromEntries(
      Object.entries(getTableColumns(table))
        .filter(([, column]) => !column.notNull)
        .map(([key]) => [key, null]),
    );
  unset.set(table, row);
  return row as UnsetRow<Table>;
}
