import type { VerbTransaction } from "../../../platform/index.ts";
import type { WriteUndo } from "./row-undo.ts";

type Table = "users" | "employees" | "schools" | "departments" | "positions";

/** Whether a row is still the one that the import has left, and holds it until the transaction ends. */
export async function isUntouched(tx: VerbTransaction, table: Table, undo: WriteUndo | null): Promise<boolean> {
  if (undo === null) return true;
  const rows = await tx.sql.unsafe(
    `select 1 from gloria.${table} where tenant_id = $1::uuid and id = $2::uuid and version = $3::int and deleted_at is null for update`,
    [tx.tenantId, undo.id, undo.version],
  );
  return rows.length === 1;
}

/** Puts the columns back as they were; the version goes on, since nobody may meet one version twice. */
export async function restoreColumns(tx: VerbTransaction, table: Table, undo: WriteUndo | null): Promise<void> {
  if (undo === null || undo.created) return;
  const record = Object.fromEntries(Object.entries(undo.before).map(([key, value]) => [snake(key), value]));
  const names = Object.keys(record);
  await tx.sql.unsafe(
    `update gloria.${table} t set ${names.map((name) => `"${name}" = r."${name}"`).join(", ")}, version = t.version + 1, updated_at = now()
     from jsonb_populate_record(null::gloria.${table}, $3::text::jsonb) r where t.tenant_id = $1::uuid and t.id = $2::uuid`,
    [tx.tenantId, undo.id, JSON.stringify(record)],
  );
}

/** Columns are named in SQL as their properties are, with underscores. */
function snake(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
