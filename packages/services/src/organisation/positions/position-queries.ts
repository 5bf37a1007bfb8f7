import type { Position, PositionRow } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { departments, positions, schools, type TenantTransaction } from "@gloria/db";
import { type Access, rowFilterSql, type Target } from "@gloria/permissions";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { attributeColumns, targetAttributes } from "../../platform/index.ts";
import { holdsToday } from "../users/holds-today.ts";

export type PositionDataRow = typeof positions.$inferSelect;

type LinkedPosition = Position["coordinators"][number];

/** Definitive holders today; for queries that join, where a column is written with its table. */
export const filledToday = sql<number>`(select count(*)::int from gloria.assignments a
  where a.tenant_id = ${positions.tenantId} and a.position_id = ${positions.id} and a.kind = 'DEFINITIF' and ${holdsToday("a")})`;

/** Definitive holders on a date; written like {@link filledToday}. */
export const filledOn = (asOf: string) => sql<number>`(select count(*)::int from gloria.assignments a
  where a.tenant_id = ${positions.tenantId} and a.position_id = ${positions.id} and a.kind = 'DEFINITIF' and a.ended_at is null
    and daterange(a.valid_from, a.valid_until) @> ${asOf}::date)`;

export const positionRowColumns = {
  position: positions,
  schoolName: schools.name,
  departmentName: departments.name,
  filled: filledToday,
};

export interface LoadedPositionRow {
  readonly position: PositionDataRow;
  readonly schoolName: string | null;
  readonly departmentName: string | null;
  readonly filled: number;
}

const linked = (kind: "line" | "coordinator") => sql<LinkedPosition[]>`(
  select coalesce(json_agg(json_build_object('id', p.id, 'code', p.code, 'name', p.name) order by p.level, p.name, p.id), '[]')
  from gloria.position_reports r join gloria.positions p on p.tenant_id = r.tenant_id and p.id = r.reports_to_id
  where r.tenant_id = ${positions.tenantId} and r.position_id = ${positions.id} and r.kind = ${sql.raw(`'${kind}'`)}
    and p.deleted_at is null)`;

export interface LoadedPosition extends LoadedPositionRow {
  readonly reportsTo: LinkedPosition[];
  readonly coordinators: LinkedPosition[];
}

/**
 * One position of the tenant, deleted or not, with its lines and holders.
 *
 * @throws AppError `position.not_found`
 */
export async function loadPosition(tx: TenantTransaction, id: string): Promise<LoadedPosition> {
  const [row] = await tx.db
    .select({ ...positionRowColumns, reportsTo: linked("line"), coordinators: linked("coordinator") })
    .from(positions)
    .leftJoin(schools, and(eq(schools.tenantId, positions.tenantId), eq(schools.id, positions.schoolId)))
    .leftJoin(
      departments,
      and(eq(departments.tenantId, positions.tenantId), eq(departments.id, positions.departmentId)),
    )
    .where(and(eq(positions.tenantId, tx.tenantId), eq(positions.id, id)));
  if (row === undefined) throw new AppError("position.not_found");
  return row;
}

/** One position, locked until the transaction ends: nobody is assigned to it meanwhile. */
export async function lockPosition(tx: TenantTransaction, id: string): Promise<PositionDataRow> {
  const [row] = await tx.db
    .select()
    .from(positions)
    .where(and(eq(positions.tenantId, tx.tenantId), eq(positions.id, id)))
    .for("update");
  if (row === undefined) throw new AppError("position.not_found");
  return row;
}

/** What permissions see of a position: nobody's own, lying where it is placed. */
export function positionTarget(
  position: Pick<PositionDataRow, "tenantId" | "schoolId" | "departmentId"> &
    Partial<Pick<PositionDataRow, "id" | "code" | "level" | "headcount">>,
): Target {
  return {
    tenantId: position.tenantId,
    ownerId: null,
    departmentIds: position.departmentId === null ? [] : [position.departmentId],
    schoolIds: position.schoolId === null ? [] : [position.schoolId],
    ...(position.id === undefined ? {} : { resource: { type: "position", id: position.id } }),
    attributes: targetAttributes("position", position),
  };
}

/** The rows of `positions` that the caller may read; the SQL twin of {@link positionTarget}. */
export function visiblePositions(access: Access): SQL | undefined {
  return rowFilterSql(access.filter("position:read"), {
    own: null,
    school: (ids) => sql`${positions.schoolId} = any(${sql.param(ids)}::uuid[])`,
    department: (ids) => sql`${positions.departmentId} = any(${sql.param(ids)}::uuid[])`,
    schoolless: isNull(positions.schoolId),
    resource: { type: "position", is: (ids) => sql`${positions.id} = any(${sql.param(ids)}::uuid[])` },
    attributes: attributeColumns("position", positions),
  });
}

export function toPositionRow(loaded: LoadedPositionRow, access: Access): PositionRow {
  const { position } = loaded;
  const target = positionTarget(position);
  const alive = position.deletedAt === null;
  return {
    id: position.id,
    code: position.code,
    name: position.name,
    level: position.level,
    headcount: position.headcount,
    filled: loaded.filled,
    schoolId: position.schoolId,
    schoolName: loaded.schoolName,
    departmentId: position.departmentId,
    departmentName: loaded.departmentName,
    version: position.version,
    createdAt: position.createdAt.toISOString(),
    updatedAt: position.updatedAt.toISOString(),
    deletedAt: position.deletedAt?.toISOString() ?? null,
    can: {
      update: alive && access.can("position:update", target),
      delete: alive && access.can("position:delete", target),
      restore: !alive && access.can("position:restore", target),
    },
  };
}

export function toPosition(loaded: LoadedPosition, access: Access): Position {
  return {
    ...toPositionRow(loaded, access),
    reportsTo: loaded.reportsTo[0] ?? null,
    coordinators: loaded.coordinators,
  };
}
