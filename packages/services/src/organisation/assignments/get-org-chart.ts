import {
  type ChartPosition,
  chartBound,
  foundationWide,
  type OrgChart,
  type OrgChartInput,
  orgChartInput,
} from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { positionReports, positions, users } from "@gloria/db";
import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { visiblePositions } from "../positions/position-queries.ts";
import { holdsToday } from "../users/holds-today.ts";
import { visibleUsers } from "../users/user-queries.ts";
import { pruneChart } from "./prune-chart.ts";

type Wanted = z.output<typeof orgChartInput>;

/**
 * The positions that the caller may read with their lines, holders and vacancies, in one statement. Holders are those
 * of the date, by the calendar of where each position is exercised; positions and lines are those of now, but for
 * positions that lived then and are deleted since. Errors: `access.denied`, `position.not_found` of a root not in
 * sight.
 */
export async function getOrgChart(services: Services, ctx: TenantContext, input: OrgChartInput): Promise<OrgChart> {
  const wanted = parseInput(orgChartInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("position:read");
    const rows: (Omit<ChartPosition, "vacant"> & { vacant?: never })[] = await tx.db
      .select({
        id: positions.id,
        code: positions.code,
        name: positions.name,
        level: positions.level,
        headcount: positions.headcount,
        schoolId: positions.schoolId,
        departmentId: positions.departmentId,
        reportsToId: sql<string | null>`lines.above`,
        coordinatorIds: sql<string[]>`coalesce(lines.beside, '{}')`,
        filled: sql<number>`coalesce(held.filled, 0)`,
        acting: sql<number>`coalesce(held.acting, 0)`,
        holders: sql<ChartPosition["holders"]>`coalesce(held.holders, '[]')`,
      })
      .from(positions)
      .leftJoin(linesOf(tx.tenantId), sql`lines.position_id = ${positions.id}`)
      .leftJoin(holdersOf(tx.tenantId, wanted, visibleUsers(access)), sql`held.position_id = ${positions.id}`)
      .where(and(eq(positions.tenantId, tx.tenantId), livesOn(wanted), visiblePositions(access), inSchool(wanted)))
      .orderBy(asc(positions.level), asc(positions.sortName), asc(positions.id))
      .limit(chartBound + 1);
    const { rootId } = wanted;
    if (rootId !== undefined && !rows.some((row) => row.id === rootId.toLowerCase())) {
      throw new AppError("position.not_found");
    }
    const shown = pruneChart(rows.slice(0, chartBound), { rootId: rootId?.toLowerCase(), depth: wanted.depth });
    return {
      asOf: wanted.asOf ?? null,
      positions: shown.map((row) => ({ ...row, vacant: Math.max(0, row.headcount - row.filled) })),
      truncated: rows.length > chartBound,
    };
  });
}

function heldBy({ asOf }: Wanted): SQL {
  return asOf === undefined
    ? holdsToday("a")
    : sql`a.ended_at is null and a.valid_from <= ${asOf}::date and (a.valid_until is null or a.valid_until > ${asOf}::date)`;
}

function livesOn({ asOf }: Wanted): SQL | undefined {
  if (asOf === undefined) return isNull(positions.deletedAt);
  return sql`(${positions.deletedAt} is null or ${positions.deletedAt} >= ${asOf}::date + 1)`;
}

function inSchool({ schoolId }: Wanted): SQL | undefined {
  if (schoolId === undefined) return undefined;
  return schoolId === foundationWide ? isNull(positions.schoolId) : eq(positions.schoolId, schoolId);
}

/** The line above and the dotted lines of every position, once for all of them. */
function linesOf(tenantId: string): SQL {
  return sql`(
    select r.position_id, (array_agg(r.reports_to_id) filter (where r.kind = 'line'))[1] as above,
      array_agg(r.reports_to_id order by r.reports_to_id) filter (where r.kind = 'coordinator') as beside
    from ${positionReports} r where r.tenant_id = ${tenantId}::uuid group by r.position_id) lines`;
}

/** How many hold each position, and the first of them: definitive ones before those who act, the longest there first. */
function holdersOf(tenantId: string, wanted: Wanted, visible: SQL | undefined): SQL {
  const inSight =
    wanted.schoolId === undefined
      ? sql``
      : sql`and a.position_id in (select ${positions.id} from ${positions}
          where ${and(eq(positions.tenantId, tenantId), inSchool(wanted))})`;
  const held = sql`a.tenant_id = ${tenantId}::uuid and ${heldBy(wanted)} ${inSight}`;
  // Counted apart: of a position with many holders most are only counted, and need no order and no name.
  return sql`(
    select counted.position_id, counted.filled, counted.acting, listed.holders
    from (
      select a.position_id, count(*) filter (where a.kind = 'DEFINITIF')::int as filled,
        count(*) filter (where a.kind <> 'DEFINITIF')::int as acting
      from gloria.assignments a where ${held} group by a.position_id
    ) counted
    left join (
      select ranked.position_id,
        json_agg(json_build_object('assignmentId', ranked.id, 'userId', ranked.user_id, 'userName', ${users.name},
          'kind', ranked.kind, 'ftePercent', ranked.fte_percent) order by ranked.place) as holders
      from (
        select a.id, a.position_id, a.user_id, a.kind, a.fte_percent, row_number() over (
          partition by a.position_id order by a.kind <> 'DEFINITIF', a.valid_from, a.id) as place
        from gloria.assignments a where ${held}
      ) ranked
      join ${users} on ${and(eq(users.tenantId, tenantId), sql`${users.id} = ranked.user_id`, visible)}
      where ranked.place <= ${wanted.holders}::int
      group by ranked.position_id
    ) listed on listed.position_id = counted.position_id) held`;
}
