import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";

/**
 * Refuses a headcount below the most definitive holders that the position has on any day from today on.
 *
 * @throws AppError `position.headcount_below_holders` with {headcount, holders}
 */
export async function assertHeadcountHolds(
  tx: TenantTransaction,
  positionId: string,
  headcount: number,
): Promise<void> {
  const [row] = await tx.sql.unsafe<{ holders: number }[]>(mostHolders, [tx.tenantId, positionId]);
  const holders = row?.holders ?? 0;
  if (holders > headcount) throw new AppError("position.headcount_below_holders", { headcount, holders });
}

// Each holding adds one where it begins and takes one where it ends; who ends on a day no longer holds on it, and so
// leaves before the newcomers of that day are counted.
const mostHolders = `
  with held as (
    select greatest(a.valid_from, gloria.today_in(a.tenant_id, a.school_id)) as valid_from, a.valid_until
    from gloria.assignments a
    where a.tenant_id = $1 and a.position_id = $2 and a.kind = 'DEFINITIF' and a.ended_at is null
      and (a.valid_until is null or a.valid_until > gloria.today_in(a.tenant_id, a.school_id))
  ), steps as (
    select valid_from as day, 1 as step from held
    union all
    select valid_until, -1 from held where valid_until is not null
  ), counted as (
    select sum(step) over (order by day, step rows unbounded preceding) as holders from steps
  )
  select coalesce(max(holders), 0)::int as holders from counted`;
