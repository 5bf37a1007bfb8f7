import { type CreateDepartmentInput, createDepartmentInput, type Department } from "@gloria/contracts";
import { AppError, newId, type TenantContext } from "@gloria/core";
import { departments } from "@gloria/db";
import {
  additionsOf,
  assertSchoolExists,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  writeInTenant,
} from "../../platform/index.ts";
import {
  departmentColumnClasses,
  findDepartment,
  findParent,
  placeTarget,
  toDepartment,
} from "./department-queries.ts";

/**
 * Founds a department in a school or foundation-wide, at the top or below another of the same place. Errors:
 * `access.denied`, `school.not_found`, `department.parent_not_found`, `department.school_mismatch`,
 * `department.code_in_use`.
 */
export async function createDepartment(
  services: Services,
  ctx: TenantContext,
  input: CreateDepartmentInput,
): Promise<Department> {
  const { schoolId: wantedSchoolId, parentId = null, code, name } = parseInput(createDepartmentInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.lockEpoch();
    const access = await tx.access;
    access.assert("department:create");
    const parent = parentId === null ? null : await findParent(tx, parentId);
    const schoolId = wantedSchoolId === undefined ? (parent?.schoolId ?? null) : wantedSchoolId;
    if (schoolId !== null) await assertSchoolExists(tx, schoolId);
    access.assert("department:create", placeTarget(tx.tenantId, { parentId, schoolId }));
    if (parent !== null && parent.schoolId !== schoolId) throw new AppError("department.school_mismatch");
    const [department] = await tx.db
      .insert(departments)
      .values({ tenantId: tx.tenantId, id: newId(), code, name, schoolId, parentId })
      .returning();
    if (department === undefined) throw new Error("insert returned no row");
    const [loaded] = await Promise.all([
      findDepartment(tx, department.id),
      recordAudit(tx, "department.create", {
        entity: { type: "department", id: department.id, version: department.version, label: department.name },
        schoolId,
        changes: additionsOf(department, departmentColumnClasses),
        snapshot: snapshotOf(department, departmentColumnClasses),
      }),
    ]);
    return toDepartment(loaded, access);
  });
}
