import type { School } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { schools, type TenantTransaction } from "@gloria/db";
import { type Access, rowFilterSql, type Target } from "@gloria/permissions";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { attributeColumns, type ColumnClasses, targetAttributes } from "../../platform/index.ts";

export type SchoolDataRow = typeof schools.$inferSelect;

/** How much care each column of a school needs in the audit log. */
export const schoolColumnClasses: ColumnClasses<SchoolDataRow> = {
  tenantId: "bookkeeping",
  id: "bookkeeping",
  code: "internal",
  npsn: "internal",
  name: "public",
  level: "public",
  status: "internal",
  timeZone: "internal",
  address: "internal",
  city: "internal",
  province: "internal",
  phone: "internal",
  email: "internal",
  sortName: "bookkeeping",
  version: "bookkeeping",
  createdAt: "bookkeeping",
  updatedAt: "bookkeeping",
  deletedAt: "internal",
  deletedBy: "internal",
};

export async function findSchool(tx: TenantTransaction, id: string): Promise<SchoolDataRow | null> {
  const [row] = await tx.db
    .select()
    .from(schools)
    .where(and(eq(schools.tenantId, tx.tenantId), eq(schools.id, id)));
  return row ?? null;
}

/** One school, locked until the transaction ends. */
export async function lockSchool(tx: TenantTransaction, id: string): Promise<SchoolDataRow> {
  const [row] = await tx.db
    .select()
    .from(schools)
    .where(and(eq(schools.tenantId, tx.tenantId), eq(schools.id, id)))
    .for("update");
  if (row === undefined) throw new AppError("school.not_found");
  return row;
}

/** What permissions see of a school: nobody's own, and lying in itself. */
export function schoolTarget(
  school: Pick<SchoolDataRow, "tenantId" | "id" | "code" | "level" | "status" | "city" | "province">,
): Target {
  return {
    tenantId: school.tenantId,
    ownerId: null,
    departmentIds: [],
    schoolIds: [school.id],
    resource: { type: "school", id: school.id },
    attributes: targetAttributes("school", school),
  };
}

/** The rows of `schools` that the caller may read; the SQL twin of {@link schoolTarget}. */
export function visibleSchools(access: Access): SQL | undefined {
  return rowFilterSql(access.filter("school:read"), {
    own: null,
    school: (ids) => sql`${schools.id} = any(${sql.param(ids)}::uuid[])`,
    department: null,
    schoolless: null,
    resource: { type: "school", is: (ids) => sql`${schools.id} = any(${sql.param(ids)}::uuid[])` },
    attributes: attributeColumns("school", schools),
  });
}

function schoolCan(access: Access, school: SchoolDataRow): School["can"] {
  const target = schoolTarget(school);
  const alive = school.deletedAt === null;
  return {
    update: alive && access.can("school:update", target),
    delete: alive && access.can("school:delete", target),
    restore: !alive && access.can("school:restore", target),
  };
}

export function toSchool(row: SchoolDataRow, access: Access): School {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    level: row.level,
    status: row.status,
    timeZone: row.timeZone,
    npsn: row.npsn,
    address: row.address,
    city: row.city,
    province: row.province,
    phone: row.phone,
    email: row.email,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    deletedAt: row.deletedAt?.toISOString() ?? null,
    can: schoolCan(access, row),
  };
}
