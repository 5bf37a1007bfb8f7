import type { TenantTransaction } from "@gloria/db";

/** The date it is now where a school stands; at the foundation's seat when no school is named. */
export async function todayIn(tx: TenantTransaction, schoolId: string | null): Promise<string> {
  const [clock] = await tx.sql.unsafe<{ today: string }[]>(
    "select gloria.today_in($1::uuid, $2::uuid)::text as today",
    [tx.tenantId, schoolId],
  );
  if (clock === undefined) throw new Error("the database told no date");
  return clock.today;
}
