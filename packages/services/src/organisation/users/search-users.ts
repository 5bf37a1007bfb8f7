import { compileStatement, type TenantTransaction } from "@gloria/db";
import { sql } from "drizzle-orm";

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

/** What stands for the placeholders of {@link searchHits}. */
export interface SearchValues extends Record<string, unknown> {
  readonly q: string;
  readonly statuses: readonly string[] | null;
  readonly school: string | null;
  readonly afterName: string | null;
  readonly afterId: string | null;
  readonly rows: number;
}

export function searchValues(
  wanted: SearchWanted,
  after: readonly [string, string] | null,
  limit: number,
): SearchValues {
  return {
    q: wanted.q,
    statuses: wanted.status === undefined ? null : [wanted.status],
    school: wanted.schoolId ?? null,
    afterName: after?.[0] ?? null,
    afterId: after?.[1] ?? null,
    rows: limit,
  };
}

/** The tenant's living people of whom every word of `q` begins a word, as a table of (id, sort_name). */
export const searchHits = sql`gloria.search_users(${sql.placeholder("q")}::text,
  ${sql.placeholder("statuses")}::text[], ${sql.placeholder("school")}::uuid, ${sql.placeholder("afterName")}::text,
  ${sql.placeholder("afterId")}::uuid, ${sql.placeholder("rows")}::int)`;

const selectHits = compileStatement<SearchValues, { id: string; sort_name: string }[]>((db) =>
  db.select({ id: sql<string>`hit.id`, sort_name: sql<string>`hit.sort_name` }).from(sql`${searchHits} as hit`),
);

/** Their ids alone, in (sort name, id) order. */
export async function searchUserIds(
  tx: TenantTransaction,
  wanted: SearchWanted,
  after: readonly [string, string] | null,
  limit: number,
): Promise<SearchHit[]> {
  const hits = await selectHits(tx, searchValues(wanted, after, limit));
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
