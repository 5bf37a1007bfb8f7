import type { Sql } from "postgres";

const row = "(to_jsonb(t) - 'last_active_at' - 'last_seen_at')::text";

/**
 * A digest of every table's rows, for "nothing has changed": compare two of them. Refusals that the audit log tells
 * of are left out, because being refused is written down; so is when somebody was last there, which is noted in passing.
 */
export async function hashTables(owner: Sql): Promise<Record<string, string>> {
  const tables = await owner<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'gloria' and c.relkind in ('r', 'p') and not c.relispartition order by 1`;
  const hashes: Record<string, string> = {};
  for (const { name } of tables) {
    const rows = name === "audit_events" ? "where t.action <> 'access.denied'" : "";
    const [digest] = await owner.unsafe<{ hash: string }[]>(
      `select md5(coalesce(string_agg(md5(${row}), '' order by md5(${row})), '')) as hash from gloria.${name} t ${rows}`,
    );
    hashes[name] = digest?.hash ?? "";
  }
  return hashes;
}
