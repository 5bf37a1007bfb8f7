import type { Sql } from "postgres";

/** Their rows also say when somebody was last there, which is noted in passing. */
const presence: Readonly<Record<string, string>> = { users: "last_active_at", sessions: "last_seen_at" };

/**
 * A digest of every table's rows, for "nothing has changed": compare two of them. A row is told by its version in the
 * database, so that writing the same again counts as a change. Refusals that the audit log tells of are left out,
 * because being refused is written down; so is when somebody was last there.
 */
export async function hashTables(owner: Sql): Promise<Record<string, string>> {
  const tables = await owner<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'gloria' and c.relkind in ('r', 'p') and not c.relispartition order by 1`;
  const digests = tables.map(({ name }) => {
    const column = presence[name];
    const row = column === undefined ? "t.tableoid::text || t.ctid || t.xmin" : `(to_jsonb(t) - '${column}')::text`;
    const rows = name === "audit_events" ? "where t.action <> 'access.denied'" : "";
    return `select '${name}' as name, count(*) || ':' || coalesce(sum(hashtextextended(${row}, 0)), 0) as digest from gloria.${name} t ${rows}`;
  });
  const found = await owner.unsafe<{ name: string; digest: string }[]>(digests.join(" union all "));
  return Object.fromEntries(found.map(({ name, digest }) => [name, digest]));
}
