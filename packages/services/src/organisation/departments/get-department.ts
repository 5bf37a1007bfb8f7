import {
  type Department,
  type DepartmentByCodeInput,
  departmentByCodeInput,
  departmentIdInput,
} from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { departments } from "@gloria/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { departmentTarget, findDepartment, selectDepartments, toDepartment } from "./department-queries.ts";

/** One department by id, deleted or not. Errors: `department.not_found`, `access.denied`. */
export async function getDepartment(
  services: Services,
  ctx: TenantContext,
  input: { id: string },
): Promise<Department> {
  const { id } = parseInput(departmentIdInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const [found, access] = await Promise.all([findDepartment(tx, id), tx.access]);
    access.assert("department:read", departmentTarget(found.department));
    return toDepartment(found, access);
  });
}

/**
 * The living department with this code, in any letter case, of a school or of the foundation. Errors:
 * `department.not_found`, `access.denied`.
 */
export async function getDepartmentByCode(
  services: Services,
  ctx: TenantContext,
  input: DepartmentByCodeInput,
): Promise<Department> {
  const { code, schoolId } = parseInput(departmentByCodeInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    const [found] = await selectDepartments(tx).where(
      and(
        eq(departments.tenantId, tx.tenantId),
        sql`lower(${departments.code}) = lower(${code})`,
        schoolId === null ? isNull(departments.schoolId) : eq(departments.schoolId, schoolId),
        isNull(departments.deletedAt),
      ),
    );
    if (found === undefined) throw new AppError("department.not_found");
    access.assert("department:read", departmentTarget(found.department));
    return toDepartment(found, access);
  });
}
