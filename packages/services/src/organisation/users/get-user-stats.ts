import type { UserStats } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { assignments, positions, schools, users } from "@gloria/db";
import { and, count, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { readInTenant, type Services } from "../../platform/index.ts";
import { holdsToday } from "./holds-today.ts";
import { visibleUsers } from "./user-queries.ts";

/** Counts of the people whom the caller may see: by status, by home school, and the fifty most held positions. */
export async function getUserStats(services: Services, ctx: TenantContext): Promise<UserStats> {
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("user:read");
    const mine = and(eq(users.tenantId, tx.tenantId), visibleUsers(access));
    const living = and(mine, isNull(users.deletedAt));
    const [byStatus, bySchool, byPosition, [deleted]] = await Promise.all([
      tx.db
        .select({ status: users.status, count: count() })
        .from(users)
        .where(living)
        .groupBy(users.status)
        .orderBy(users.status),
      tx.db
        .select({ schoolId: users.homeSchoolId, schoolName: schools.name, count: count() })
        .from(users)
        .leftJoin(schools, and(eq(schools.tenantId, users.tenantId), eq(schools.id, users.homeSchoolId)))
        .where(living)
        .groupBy(users.homeSchoolId, schools.name)
        .orderBy(sql`${schools.name} nulls last`),
      tx.db
        .select({ positionName: positions.name, count: count() })
        .from(assignments)
        .innerJoin(
          positions,
          and(eq(positions.tenantId, assignments.tenantId), eq(positions.id, assignments.positionId)),
        )
        .innerJoin(users, and(eq(users.tenantId, assignments.tenantId), eq(users.id, assignments.userId)))
        .where(and(eq(assignments.tenantId, tx.tenantId), holdsToday('"gloria"."assignments"'), living))
        .groupBy(positions.name)
        .orderBy(desc(count()), positions.name)
        .limit(50),
      tx.db
        .select({ count: count() })
        .from(users)
        .where(and(mine, isNotNull(users.deletedAt))),
    ]);
    return {
      total: byStatus.reduce((sum, row) => sum + row.count, 0),
      deleted: deleted?.count ?? 0,
      byStatus,
      bySchool,
      byPosition,
    };
  });
}
