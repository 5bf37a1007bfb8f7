import type { TenantTransaction } from "@gloria/db";
import type { Span } from "../../platform/index.ts";

/**
 * The time between two dates, which begin where the school stands, or at the foundation's seat.
 *
 * @param validUntil the first day that is not in it; null without an end
 */
export async function spanOfDays(
  tx: TenantTransaction,
  schoolId: string | null,
  validFrom: string,
  validUntil: string | null,
): Promise<Span> {
  const [row] = await tx.sql.unsafe<{ from: string; until: string | null }[]>(
    `select $3::date::timestamp at time zone coalesce(s.time_zone, t.time_zone) as from,
       $4::date::timestamp at time zone coalesce(s.time_zone, t.time_zone) as until
     from gloria.tenants t left join gloria.schools s on s.tenant_id = t.id and s.id = $2::uuid
     where t.id = $1::uuid`,
    [tx.tenantId, schoolId, validFrom, validUntil],
  );
  if (row === undefined) throw new Error("the tenant has no clock");
  return { validFrom: new Date(row.from), validUntil: row.until === null ? null : new Date(row.until) };
}
