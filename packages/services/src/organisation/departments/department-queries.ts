import type { Department } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { departments, schools, type TenantTransaction } from "@gloria/db";
import { type Access, rowFilterSql, type Target } from "@gloria/permissions";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { ColumnClasses } from "../../platform/index.ts";
import { attributeColumns, targetAttributes } from "../../platform/index.ts";

export type DepartmentDataRow = typeof departments.$inferSelect;

/** A department with the names of where it stands. */
export interface LoadedDepartment {
  readonly department: DepartmentDataRow;
  readonly schoolName: string | null;
  readonly parentName: string | null;
}

/** How much care each column of a department needs in the audit log. */
export const departmentColumnClasses: ColumnClasses<DepartmentDataRow> = {
  tenantId: "bookkeeping",
  id: "bookkeeping",
  schoolId: "internal",
  parentId: "internal",
  code: "internal",
  name: "public",
  sortName: "bookkeeping",
  version: "bookkeeping",
  createdAt: "bookkeeping",
  updatedAt: "bookkeeping",
  deletedAt: "internal",
  deletedBy: "internal",
};

const parents = alias(departments, "parents");

/** Departments with the names of school and parent, still to be narrowed by `where`. */
export function selectDepartments(tx: TenantTransaction) {
  return tx.db
    .select({
      department: departments,
      schoolName: schools.name,
      parentName: parents.name,
    })
    .from(departments)
    .leftJoin(schools, and(eq(schools.tenantId, departments.tenantId), eq(schools.id, departments.schoolId)))
    .leftJoin(parents, and(eq(parents.tenantId, departments.tenantId), eq(parents.id, departments.parentId)));
}

/**
 * One department of the tenant, deleted or not.
 *
 * @throws AppError `department.not_found`
 */
export async function findDepartment(tx: TenantTransaction, id: string): Promise<LoadedDepartment> {
  const [row] = await selectDepartments(tx).where(and(eq(departments.tenantId, tx.tenantId), eq(departments.id, id)));
  if (row === undefined) throw new AppError("department.not_found");
  return row;
}

/**
 * One department, locked until the transaction ends.
 *
 * @throws AppError `department.not_found`
 */
export async function lockDepartment(tx: TenantTransaction, id: string): Promise<DepartmentDataRow> {
  const [row] = await tx.db
    .select()
    .from(departments)
    .where(and(eq(departments.tenantId, tx.tenantId), eq(departments.id, id)))
    .for("update");
  if (row === undefined) throw new AppError("department.not_found");
  return row;
}

/**
 * The living department that another is to stand under.
 *
 * @throws AppError `department.parent_not_found`
 */
export async function findParent(tx: TenantTransaction, id: string): Promise<DepartmentDataRow> {
  const [row] = await tx.db
    .select()
    .from(departments)
    .where(and(eq(departments.tenantId, tx.tenantId), eq(departments.id, id), isNull(departments.deletedAt)));
  if (row === undefined) throw new AppError("department.parent_not_found");
  return row;
}

/** What permissions see of a department: nobody's own, lying in itself and in its school. */
export function departmentTarget(
  department: Pick<DepartmentDataRow, "tenantId" | "id" | "schoolId" | "code" | "parentId">,
): Target {
  return {
    tenantId: department.tenantId,
    ownerId: null,
    departmentIds: [department.id],
    schoolIds: department.schoolId === null ? [] : [department.schoolId],
    resource: { type: "department", id: department.id },
    attributes: targetAttributes("department", department),
  };
}

/** What permissions see of a place where a department is put: below `parentId`, or at the top of a school. */
export function placeTarget(tenantId: string, place: { parentId: string | null; schoolId: string | null }): Target {
  return {
    tenantId,
    ownerId: null,
    departmentIds: place.parentId === null ? [] : [place.parentId],
    schoolIds: place.schoolId === null ? [] : [place.schoolId],
  };
}

/** The rows of `departments` that the caller may read; the SQL twin of {@link departmentTarget}. */
export function visibleDepartments(access: Access): SQL | undefined {
  const isOneOf = (ids: readonly string[]) => sql`${departments.id} = any(${sql.param(ids)}::uuid[])`;
  return rowFilterSql(access.filter("department:read"), {
    own: null,
    school: (ids) => sql`${departments.schoolId} = any(${sql.param(ids)}::uuid[])`,
    department: isOneOf,
    schoolless: isNull(departments.schoolId),
    resource: { type: "department", is: isOneOf },
    attributes: attributeColumns("department", departments),
  });
}

function departmentCan(access: Access, department: DepartmentDataRow): Department["can"] {
  const target = departmentTarget(department);
  const alive = department.deletedAt === null;
  return {
    update: alive && access.can("department:update", target),
    delete: alive && access.can("department:delete", target),
    restore: !alive && access.can("department:restore", target),
  };
}

export function toDepartment(
  { department: row, schoolName, parentName }: LoadedDepartment,
  access: Access,
): Department {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    schoolId: row.schoolId,
    schoolName,
    parentId: row.parentId,
    parentName,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    deletedAt: row.deletedAt?.toISOString() ?? null,
    can: departmentCan(access, row),
  };
}
