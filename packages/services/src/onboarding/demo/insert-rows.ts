import { AppError } from "@gloria/core";
import { getTableColumns, getTableName, type InferInsertModel } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

/** A connection or a transaction on one, as far as it is needed here. */
export interface StatementRunner {
  unsafe(statement: string, parameters?: string[]): PromiseLike<unknown>;
}

/**
 * Inserts all rows with one statement and one parameter, whatever their number. Every row must name the same columns:
 * those of the first one are written, the others take their defaults.
 *
 * @throws AppError `service.internal` when a row names other columns than the first one
 */
export async function insertRows<Table extends PgTable>(
  sql: StatementRunner,
  table: Table,
  rows: readonly InferInsertModel<Table>[],
): Promise<void> {
  const first = rows[0];
  if (first === undefined) return;
  const columns = getTableColumns(table);
  const keys = Object.keys(first);
  const nameOf = (key: string) => {
    const name = columns[key]?.name;
    if (name === undefined) throw unevenRows(`${getTableName(table)} has no column ${key}`);
    return name;
  };
  const names = keys.map(nameOf);
  const columnsOf = keys.map((key, n) => [key, names[n] ?? ""] as const);
  const records = (rows as readonly Readonly<Record<string, unknown>>[]).map((row) => {
    if (Object.keys(row).length !== keys.length) {
      throw unevenRows(`rows for ${getTableName(table)} name different columns`);
    }
    // What is empty is left out: it is NULL all the same, and most of a wide row is.
    const record: Record<string, unknown> = {};
    for (const [key, name] of columnsOf) if (row[key] != null) record[name] = row[key];
    return record;
  });
  const target = `gloria."${getTableName(table)}"`;
  const list = names.map((name) => `"${name}"`).join(", ");
  await sql.unsafe(
    `insert into ${target} (${list}) select ${list} from jsonb_populate_recordset(null::${target}, $1::text::jsonb)`,
    [JSON.stringify(records)],
  );
}

function unevenRows(why: string): AppError {
  return new AppError("service.internal", {}, { cause: new Error(why) });
}
