import type { AssignmentKind } from "@gloria/contracts";
import type { TenantTransaction } from "@gloria/db";

/** Holders of a position from `from` (at the earliest the day of planning) until `until`, who hold it in one way. */
export interface HolderSpan {
  readonly kind: AssignmentKind;
  readonly from: string;
  readonly until: string | null;
  readonly holders: number;
}

/** Who holds these positions on `today` or later, in every way, by position. */
export async function loadHolders(
  tx: TenantTransaction,
  positionIds: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, readonly HolderSpan[]>> {
  const holders = new Map<string, HolderSpan[]>();
  if (positionIds.length === 0) return holders;
  const rows = await tx.sql.unsafe<(HolderSpan & { position_id: string })[]>(
    `select position_id, kind, greatest(valid_from, $3::date)::text as from, valid_until::text as until, count(*)::int as holders
     from gloria.assignments
     where tenant_id = $1::uuid and position_id = any($2::uuid[]) and ended_at is null
       and (valid_until is null or valid_until > $3::date)
     group by 1, 2, 3, 4`,
    [tx.tenantId, [...positionIds], today],
  );
  for (const { position_id, ...span } of rows) holders.set(position_id, [...(holders.get(position_id) ?? []), span]);
  return holders;
}
