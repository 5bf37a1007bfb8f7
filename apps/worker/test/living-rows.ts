import type { TestDatabase } from "@gloria/testkit";

/** Tables that an import writes, and which of their rows live: rows that decide are closed, never removed. */
const tables = [
  ["schools", "true"],
  ["departments", "true"],
  ["positions", "true"],
  ["position_reports", "true"],
  ["users", "true"],
  ["employees", "true"],
  ["external_ids", "true"],
  ["assignments", "ended_at is null"],
  ["role_assignments", "ended_at is null"],
] as const;

/** The living rows of a tenant as hashes by table, without version and the instant of the last change, which only go forward. */
export async function hashLivingRows({ owner }: TestDatabase, tenantId: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const [table, living] of tables) {
    const [row] = await owner.unsafe<{ hash: string }[]>(
      `select md5(coalesce(string_agg(row, '' order by row), '')) as hash from (
         select (to_jsonb(t) - 'version' - 'updated_at')::text as row from gloria.${table} t
         where tenant_id = $1 and ${living}) r`,
      [tenantId],
    );
    hashes[table] = row?.hash ?? "";
  }
  return hashes;
}

const anyId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/**
 * The living rows of a tenant as sorted lines that mean the same in another tenant: no instants, and in the place of
 * each id what people call the row by.
 */
export async function describeLivingRows({ owner }: TestDatabase, tenantId: string): Promise<Record<string, string[]>> {
  const named = await owner<{ id: string; name: string }[]>`
    select id, 'school ' || code as name from gloria.schools where tenant_id = ${tenantId}
    union all select id, 'role ' || code from gloria.roles where tenant_id = ${tenantId}
    union all select id, 'person ' || coalesce(nip, name) from gloria.users where tenant_id = ${tenantId}
    union all select p.id, 'position ' || s.code || '/' || p.code from gloria.positions p
      join gloria.schools s on s.tenant_id = p.tenant_id and s.id = p.school_id where p.tenant_id = ${tenantId}`;
  const names = new Map(named.map(({ id, name }) => [id, name]));
  const described: Record<string, string[]> = {};
  for (const [table, living] of tables) {
    const rows = await owner.unsafe<{ row: string }[]>(
      `select (to_jsonb(t) - 'tenant_id' - 'created_at' - 'updated_at' - 'valid_from' - 'created_epoch'
         || case when '${table}' = 'assignments' then jsonb_build_object('valid_from', to_jsonb(t)->'valid_from') else '{}' end)::text as row
       from gloria.${table} t where tenant_id = $1 and ${living}`,
      [tenantId],
    );
    described[table] = rows.map(({ row }) => row.replaceAll(anyId, (id) => names.get(id) ?? "own id")).sort();
  }
  return described;
}
