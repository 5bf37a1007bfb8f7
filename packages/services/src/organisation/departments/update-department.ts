import { type Department, type UpdateDepartmentInput, updateDepartmentInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { departments } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import {
  assertVersion,
  diffEntity,
  nextVersion,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  wantsSnapshot,
  writeInTenant,
} from "../../platform/index.ts";
import {
  departmentColumnClasses,
  departmentTarget,
  findDepartment,
  lockDepartment,
  toDepartment,
} from "./department-queries.ts";

/**
 * Changes code or name of a department. Errors: `department.not_found`, `access.denied`,
 * `department.version_conflict`, `department.code_in_use`.
 */
export async function updateDepartment(
  services: Services,
  ctx: TenantContext,
  input: UpdateDepartmentInput,
): Promise<Department> {
  const { id, version, ...fields } = parseInput(updateDepartmentInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    // Any write to a department raises the epoch.
    await tx.lockEpoch();
    const [before, access] = await Promise.all([lockDepartment(tx, id), tx.access]);
    if (before.deletedAt !== null) throw new AppError("department.not_found");
    access.assert("department:update", departmentTarget(before));
    assertVersion("department.version_conflict", version, before);
    const [after] = await tx.db
      .update(departments)
      .set({ ...fields, ...nextVersion(departments) })
      .where(and(eq(departments.tenantId, tx.tenantId), eq(departments.id, id)))
      .returning();
    if (after === undefined) throw new AppError("department.not_found");
    const [loaded] = await Promise.all([
      findDepartment(tx, id),
      recordAudit(tx, "department.update", {
        entity: { type: "department", id, version: after.version, label: after.name },
        schoolId: after.schoolId,
        changes: diffEntity(before, after, departmentColumnClasses),
        ...(wantsSnapshot(after.version) ? { snapshot: snapshotOf(after, departmentColumnClasses) } : {}),
      }),
    ]);
    return toDepartment(loaded, access);
  });
}
