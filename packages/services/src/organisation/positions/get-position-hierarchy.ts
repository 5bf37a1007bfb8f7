import {
  type PositionHierarchy,
  type PositionHierarchyInput,
  positionHierarchyBound,
  positionHierarchyInput,
} from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { departments, positionReports, positions } from "@gloria/db";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { parseInput, readInTenant, type Services, type VerbTransaction } from "../../platform/index.ts";
import { filledOn, filledToday, positionTarget, visiblePositions } from "./position-queries.ts";

/**
 * The positions of a department and of all below it, with whom they report to, in one statement; of them those that the
 * caller may read. Errors: `department.not_found`, `access.denied`.
 */
export async function getPositionHierarchy(
  services: Services,
  ctx: TenantContext,
  input: PositionHierarchyInput,
): Promise<PositionHierarchy> {
  const { departmentId, asOf } = parseInput(positionHierarchyInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    // Who may read no position learns nothing about departments.
    access.assert("position:read");
    const [department, rows] = await Promise.all([
      findDepartment(tx, departmentId),
      tx.db
        .select({
          id: positions.id,
          departmentId: departments.id,
          departmentName: departments.name,
          reportsToId: positionReports.reportsToId,
          code: positions.code,
          name: positions.name,
          level: positions.level,
          headcount: positions.headcount,
          filled: asOf === undefined ? filledToday : filledOn(asOf),
        })
        .from(positions)
        .innerJoin(
          departments,
          and(eq(departments.tenantId, positions.tenantId), eq(departments.id, positions.departmentId)),
        )
        .leftJoin(
          positionReports,
          and(
            eq(positionReports.tenantId, positions.tenantId),
            eq(positionReports.positionId, positions.id),
            eq(positionReports.kind, "line"),
          ),
        )
        .where(
          and(
            eq(positions.tenantId, tx.tenantId),
            isNull(positions.deletedAt),
            visiblePositions(access),
            sql`${positions.departmentId} in (${below(tx.tenantId, departmentId)})`,
          ),
        )
        .orderBy(asc(positions.level), asc(positions.sortName), asc(positions.id))
        .limit(positionHierarchyBound + 1),
    ]);
    if (department === undefined) throw new AppError("department.not_found");
    const { schoolId, ...shown } = department;
    access.assert("position:read", positionTarget({ tenantId: tx.tenantId, schoolId, departmentId: shown.id }));
    return {
      department: shown,
      positions: rows.slice(0, positionHierarchyBound),
      truncated: rows.length > positionHierarchyBound,
    };
  });
}

async function findDepartment(tx: VerbTransaction, id: string) {
  const [department] = await tx.db
    .select({
      id: departments.id,
      code: departments.code,
      name: departments.name,
      schoolId: departments.schoolId,
    })
    .from(departments)
    .where(and(eq(departments.tenantId, tx.tenantId), eq(departments.id, id), isNull(departments.deletedAt)));
  return department;
}

/** The department and every living one below it; the database refuses circles among them. */
function below(tenantId: string, departmentId: string) {
  return sql`with recursive below(id) as (
    select d.id from gloria.departments d
    where d.tenant_id = ${tenantId}::uuid and d.id = ${departmentId}::uuid and d.deleted_at is null
    union
    select d.id from gloria.departments d join below on d.parent_id = below.id
    where d.tenant_id = ${tenantId}::uuid and d.deleted_at is null
  ) select id from below`;
}
