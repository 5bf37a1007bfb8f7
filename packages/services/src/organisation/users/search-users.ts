import type { TenantTransaction } from "@gloria/db";
import { type SQL, sql } from "drizzle-orm";

export interface SearchHit {
  readonly id: string;
  readonly sortName: string;
}

/** What the search function itself filters by. */
interface SearchWanted {
  readonly q: string;
  readonly status?: string | undefined;
  readonly schoolId?: string | undefined;
}

/** The tenant's living people of whom every word of `q` begins a word, as a table of (id, sort_name). */
export function searchHits(wanted: SearchWanted, after: readonly [string, string] | null, limit: number): SQL {
  const statuses = wanted.status === undefined ? null : [wanted.status];
  return sql`gloria.search_users(${wanted.q}::text, ${sql.param(statuses)}::text[], ${wanted.schoolId ?? null}::uuid,
    ${after?.[0] ?? null}::text, ${after?.[1] ?? null}::uuid, ${limit}::int)`;
}

/** Their ids alone, in (sort name, id) order. */
export async function searchUserIds(
  tx: TenantTransaction,
  wanted: SearchWanted,
  after: readonly [string, string] | null,
  limit: number,
): Promise<SearchHit[]> {
  const hits = await tx.db.execute<{ id: string; sort_name: string }>(
    sql`select id, sort_name from ${searchHits(wanted, after, limit)}`,
  );
  return hits.map((hit) => ({ id: hit.id, sortName: hit.sort_name }));
}

/** Ids of people whose name is spelled nearly like `q`, best first. */
export async function searchUserIdsNearly(
  tx: TenantTransaction,
  q: string,
  status: string | null,
  limit: number,
): Promise<string[]> {
  const hits = await tx.sql.unsafe<{ id: string }[]>(
    "select id from gloria.search_users_nearly($1::text, $2::text[], $3::int)",
    [q, status === null ? null : [status], limit],
  );
  return hits.map((hit) => hit.id);
}
