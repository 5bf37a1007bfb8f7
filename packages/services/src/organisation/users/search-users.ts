import type { TenantTransaction } from "@gloria/db";

export interface SearchHit {
  readonly id: string;
  readonly sortName: string;
}

/** Ids of the tenant's living people of whom every word of `q` begins a word, in (sort name, id) order. */
export async function searchUserIds(
  tx: TenantTransaction,
  wanted: { readonly q: string; readonly status?: string | undefined; readonly schoolId?: string | undefined },
  after: readonly [string, string] | null,
  limit: number,
): Promise<SearchHit[]> {
  return tx.sql.unsafe<SearchHit[]>(
    'select id, sort_name as "sortName" from gloria.search_users($1::text, $2::text[], $3::uuid, $4::text, $5::uuid, $6::int)',
    [
      wanted.q,
      wanted.status === undefined ? null : [wanted.status],
      wanted.schoolId ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ],
    { prepare: true },
  );
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
    { prepare: true },
  );
  return hits.map((hit) => hit.id);
}
