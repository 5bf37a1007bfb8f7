import { getTableColumns, type InferSelectModel } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

type NullableKeys<Row> = { [Key in keyof Row]: null extends Row[Key] ? Key : never }[keyof Row];

/** A row of which nothing is known yet: every column that may be empty is. */
export function unsetRow<Table extends PgTable>(
  table: Table,
): Pick<InferSelectModel<Table>, NullableKeys<InferSelectModel<Table>>> {
  return Object.fromEntries(
    Object.entries(getTableColumns(table))
      .filter(([, column]) => !column.notNull)
      .map(([key]) => [key, null]),
  ) as Pick<InferSelectModel<Table>, NullableKeys<InferSelectModel<Table>>>;
}
