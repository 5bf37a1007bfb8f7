import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";

/**
 * Refuses a headcount below the most definitive holders that the position has on any day from today on. The database
 * refuses it as well; here it is said how many they are.
 *
 * @throws AppError `position.headcount_below_holders` with {headcount, holders}
 */
export async function assertHeadcountHolds(
  tx: TenantTransaction,
  positionId: string,
  headcount: number,
): Promise<void> {
  const [row] = await tx.sql.unsafe<{ holders: number }[]>(
    `select gloria.most_holders(p.tenant_id, p.id, gloria.today_in(p.tenant_id, p.school_id)) as holders
     from gloria.positions p where p.tenant_id = $1::uuid and p.id = $2::uuid`,
    [tx.tenantId, positionId],
  );
  const holders = row?.holders ?? 0;
  if (holders > headcount) throw new AppError("position.headcount_below_holders", { headcount, holders });
}
