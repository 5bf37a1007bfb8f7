import { schools, type TenantTransaction, tenants, users } from "@gloria/db";
import { and, eq } from "drizzle-orm";

/** The IANA zone in which the caller thinks: the chosen school's, else their own, else the foundation's. */
export async function readerZone(tx: TenantTransaction): Promise<string> {
  const { actor, schoolId } = tx.ctx;
  if (schoolId !== null) {
    const [school] = await tx.db
      .select({ timeZone: schools.timeZone })
      .from(schools)
      .where(and(eq(schools.tenantId, tx.tenantId), eq(schools.id, schoolId)));
    if (school !== undefined) return school.timeZone;
  }
  const [own] =
    actor.kind === "user"
      ? await tx.db
          .select({ timeZone: users.timeZone })
          .from(users)
          .where(and(eq(users.tenantId, tx.tenantId), eq(users.id, actor.userId)))
      : [];
  if (own?.timeZone) return own.timeZone;
  const [tenant] = await tx.db.select({ timeZone: tenants.timeZone }).from(tenants).where(eq(tenants.id, tx.tenantId));
  return tenant?.timeZone ?? "Asia/Jakarta";
}
