import type { MergedRow } from "@gloria/db";
import type { VerbTransaction } from "../../platform/index.ts";
import { personReferences } from "./person-references.ts";
import { readImages } from "./row-images.ts";

export interface MovedReferences {
  readonly rows: MergedRow[];
  readonly counts: { table: string; column: string; outcome: "moved" | "ended" | "kept"; rows: number }[];
}

/** Everything that refers to the duplicate, but for what decides rights, by what its table says in the catalogue. */
export async function moveReferences(tx: VerbTransaction, from: string, to: string): Promise<MovedReferences> {
  const result: MovedReferences = { rows: [], counts: [] };
  for (const { table, column, merge } of personReferences) {
    const count = (outcome: "moved" | "ended" | "kept", rows: number) => {
      if (rows > 0) result.counts.push({ table, column, outcome, rows });
    };
    if (merge.how === "move") {
      const moved = await move(tx, { table, column, collides: merge.collides }, from, to);
      for (const id of moved) {
        result.rows.push({ table, how: "move", id, before: { [column]: from }, after: { [column]: to } });
      }
      count("moved", moved.length);
    }
    if (merge.how === "close") {
      const { rows, ended } = await end(tx, table, from);
      result.rows.push(...rows);
      count("ended", ended);
    }
    if (merge.how !== "copy") count("kept", await countOf(tx, table, column, from, merge.how));
  }
  await recountInboxes(tx, [from, to]);
  return result;
}

interface Moving {
  readonly table: string;
  readonly column: string;
  readonly collides: string | null;
}

async function move(tx: VerbTransaction, { table, column, collides }: Moving, from: string, to: string) {
  const rows = await tx.sql.unsafe<{ id: string }[]>(
    `update gloria.${table} m set ${column} = $3::uuid
     where m.tenant_id = $1 and m.${column} = $2 and not exists (
       select 1 from gloria.${table} s where s.tenant_id = $1 and s.${column} = $3 and (${collides ?? "false"}))
     returning m.id`,
    [tx.tenantId, from, to],
  );
  return rows.map((row) => row.id).sort();
}

/** Sessions stay ended, also when the merge is undone; an invitation is open again then. */
async function end(tx: VerbTransaction, table: string, person: string): Promise<{ rows: MergedRow[]; ended: number }> {
  if (table === "sessions") {
    const ended = await tx.sql.unsafe(
      `update gloria.sessions set revoked_at = now(), revoke_reason = 'user_merged'
       where tenant_id = $1 and user_id = $2 and revoked_at is null returning 1`,
      [tx.tenantId, person],
    );
    return { rows: [], ended: ended.length };
  }
  const open = await tx.sql.unsafe<{ id: string }[]>(
    `select id from gloria.invitations
     where tenant_id = $1 and user_id = $2 and accepted_at is null and withdrawn_at is null order by id for update`,
    [tx.tenantId, person],
  );
  const ids = open.map((row) => row.id);
  const before = await readImages(tx, "invitations", ids);
  await tx.sql.unsafe(
    `update gloria.invitations set withdrawn_at = now(), version = version + 1, updated_at = now()
     where tenant_id = $1 and id = any($2::uuid[])`,
    [tx.tenantId, ids],
  );
  const after = await readImages(tx, "invitations", ids);
  const rows = ids.map(
    (id): MergedRow => ({
      table: "invitations",
      how: "close",
      id,
      before: before.get(id) ?? null,
      after: after.get(id) ?? null,
    }),
  );
  return { rows, ended: ids.length };
}

async function countOf(tx: VerbTransaction, table: string, column: string, person: string, how: string) {
  if (how === "close") return 0;
  const [row] = await tx.sql.unsafe<{ n: number }[]>(
    `select count(*)::int as n from gloria.${table} where tenant_id = $1 and ${column} = $2`,
    [tx.tenantId, person],
  );
  return row?.n ?? 0;
}

/** The counters of an inbox are what stands in it; a new revision makes its streams look again. */
export async function recountInboxes(tx: VerbTransaction, people: readonly string[]): Promise<void> {
  await tx.sql.unsafe(
    `insert into gloria.inbox_counters as c (tenant_id, user_id, unread, unseen, rev)
     select $1::uuid, p, count(i.id) filter (where i.read_at is null and i.archived_at is null),
       count(i.id) filter (where i.seen_at is null and i.archived_at is null), coalesce(max(i.rev), 0) + 1
     from unnest($2::uuid[]) as p
     left join gloria.inbox_items i on i.tenant_id = $1::uuid and i.user_id = p
     group by p order by p
     on conflict (tenant_id, user_id) do update
       set unread = excluded.unread, unseen = excluded.unseen, rev = greatest(c.rev + 1, excluded.rev)`,
    [tx.tenantId, [...people].sort()],
  );
}
