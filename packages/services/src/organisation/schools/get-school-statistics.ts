import type { SchoolStatistics } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { schools } from "@gloria/db";
import { and, asc, count, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { readInTenant, type Services } from "../../platform/index.ts";
import { visibleSchools } from "./school-queries.ts";

/** Counts of the schools that the caller may see: by level, and people, positions, seats and vacancies of each. */
export async function getSchoolStatistics(services: Services, ctx: TenantContext): Promise<SchoolStatistics> {
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("school:read");
    const mine = and(eq(schools.tenantId, tx.tenantId), visibleSchools(access));
    const living = and(mine, isNull(schools.deletedAt));
    // Drizzle writes a column of a query's only table without the table's name, which in here means another's.
    const ofSchool = (what: string) =>
      sql.raw(`${what} x where x.tenant_id = "schools"."tenant_id" and x.school_id = "schools"."id"`);
    const [byLevel, bySchool, [deleted]] = await Promise.all([
      tx.db
        .select({ level: schools.level, count: count() })
        .from(schools)
        .where(living)
        .groupBy(schools.level)
        .orderBy(schools.level),
      tx.db
        .select({
          schoolId: schools.id,
          name: schools.name,
          users: sql<number>`(select count(*)::int from gloria.users u
            where u.tenant_id = "schools"."tenant_id" and u.home_school_id = "schools"."id" and u.deleted_at is null)`,
          positions: sql<number>`(select count(*)::int from ${ofSchool("gloria.positions")} and x.deleted_at is null)`,
          seats: sql<number>`(select coalesce(sum(x.headcount), 0)::int from ${ofSchool("gloria.positions")} and x.deleted_at is null)`,
          held: sql<number>`(select count(*)::int from ${ofSchool("gloria.assignments")} and x.kind = 'DEFINITIF' and x.ended_at is null
            and daterange(x.valid_from, x.valid_until) @> gloria.today_in(x.tenant_id, x.school_id))`,
        })
        .from(schools)
        .where(living)
        .orderBy(asc(schools.sortName), asc(schools.id)),
      tx.db
        .select({ count: count() })
        .from(schools)
        .where(and(mine, isNotNull(schools.deletedAt))),
    ]);
    return {
      total: bySchool.length,
      deleted: deleted?.count ?? 0,
      byLevel,
      bySchool: bySchool.map(({ held, ...school }) => ({ ...school, vacancies: Math.max(0, school.seats - held) })),
    };
  });
}
