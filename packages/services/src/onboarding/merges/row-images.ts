import type { MergedRow, TenantTransaction } from "@gloria/db";

export type RowImage = Readonly<Record<string, unknown>>;

/** Rows as they stand, by id. `table` is a constant of the code, never a client's word. */
export async function readImages(
  tx: TenantTransaction,
  table: string,
  ids: readonly string[],
): Promise<Map<string, RowImage>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.sql.unsafe<{ id: string; image: string }[]>(
    `select t.id, to_jsonb(t)::text as image from gloria.${table} t where t.tenant_id = $1 and t.id = any($2::uuid[]) order by t.id`,
    [tx.tenantId, ids],
  );
  return new Map(rows.map((row) => [row.id, JSON.parse(row.image)]));
}

/** What goes on by itself and is never taken back. */
const goingOn = new Set(["version", "updated_at", "last_active_at", "last_seen_at", "search_text", "sort_name"]);

/** The columns that differ; those that go on by themselves are left out. */
function changedColumns(before: RowImage, after: RowImage): string[] {
  return Object.keys(after).filter(
    (column) => !goingOn.has(column) && JSON.stringify(before[column]) !== JSON.stringify(after[column]),
  );
}

/** Columns that a merge has changed and somebody else has changed since: taking it back would lose that. */
export function lostColumns({ before, after }: MergedRow, now: RowImage | undefined): string[] {
  if (before === null || after === null) return [];
  return changedColumns(before, after).filter(
    (column) => now === undefined || JSON.stringify(now[column]) !== JSON.stringify(after[column]),
  );
}

/** Writes the columns that a merge has changed as they were before it. */
export async function restoreRow(tx: TenantTransaction, { table, id, before, after }: MergedRow): Promise<void> {
  if (before === null || after === null) return;
  const columns = changedColumns(before, after);
  if (columns.length === 0) return;
  const versioned = "version" in before ? ", version = t.version + 1, updated_at = now()" : "";
  await tx.sql.unsafe(
    `update gloria.${table} t set ${columns.map((column) => `"${column}" = was."${column}"`).join(", ")}${versioned}
     from jsonb_populate_record(null::gloria.${table}, $3::text::jsonb) was
     where t.tenant_id = $1 and t.id = $2::uuid`,
    [tx.tenantId, id, JSON.stringify(before)],
  );
}
