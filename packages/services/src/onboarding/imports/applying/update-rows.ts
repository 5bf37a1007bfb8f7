import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import { getTableColumns, getTableName } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

/**
 * Writes these columns of many rows with one statement, each over the version that was read.
 *
 * @throws AppError `data.conflict` when one of them is no longer that version
 */
export async function updateRows<
  Row extends { readonly tenantId: string; readonly id: string; readonly version: number },
>(tx: TenantTransaction, table: PgTable, rows: readonly Row[], keys: readonly (keyof Row & string)[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = getTableColumns(table);
  const nameOf = (key: string) => {
    const name = columns[key]?.name;
    if (name === undefined) throw new Error(`${getTableName(table)} has no column ${key}`);
    return name;
  };
  const all = ["tenantId", "id", "version", ...keys] as (keyof Row & string)[];
  const names = all.map(nameOf);
  // What is empty is left out: it is NULL all the same, and most of a wide row is.
  const records = rows.map((row) => Object.fromEntries(all.map((key, n) => [names[n], row[key] ?? undefined])));
  const target = `gloria."${getTableName(table)}"`;
  const assigned = keys.map((key) => `"${nameOf(key)}" = r."${nameOf(key)}"`).join(", ");
  const written = await tx.sql.unsafe<{ id: string }[]>(
    `update ${target} t set ${assigned}, version = t.version + 1, updated_at = now()
     from jsonb_populate_recordset(null::${target}, $1::text::jsonb) r
     where t.tenant_id = r.tenant_id and t.id = r.id and t.version = r.version and t.deleted_at is null
     returning t.id`,
    [JSON.stringify(records)],
  );
  if (written.length !== rows.length) throw new AppError("data.conflict");
}
