import { type Department, departmentIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { departments } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import {
  assertSchoolExists,
  diffEntity,
  parseInput,
  recordAudit,
  restoration,
  type Services,
  snapshotOf,
  writeInTenant,
} from "../../platform/index.ts";
import {
  departmentColumnClasses,
  departmentTarget,
  findDepartment,
  findParent,
  lockDepartment,
  toDepartment,
} from "./department-queries.ts";

/**
 * Takes a soft deletion back. Errors: `department.not_found`, `access.denied`, `department.parent_not_found` or
 * `school.not_found` when what it stood in is deleted itself, `department.code_in_use` when another has taken the code.
 */
export async function restoreDepartment(
  services: Services,
  ctx: TenantContext,
  input: { id: string },
): Promise<Department> {
  const { id } = parseInput(departmentIdInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.lockEpoch();
    const [before, access] = await Promise.all([lockDepartment(tx, id), tx.access]);
    access.assert("department:restore", departmentTarget(before));
    if (before.deletedAt === null) return toDepartment(await findDepartment(tx, id), access);
    if (before.schoolId !== null) await assertSchoolExists(tx, before.schoolId);
    if (before.parentId !== null) await findParent(tx, before.parentId);
    const [after] = await tx.db
      .update(departments)
      .set(restoration(departments))
      .where(and(eq(departments.tenantId, tx.tenantId), eq(departments.id, id)))
      .returning();
    if (after === undefined) throw new AppError("department.not_found");
    const [loaded] = await Promise.all([
      findDepartment(tx, id),
      recordAudit(tx, "department.restore", {
        entity: { type: "department", id, version: after.version, label: after.name },
        schoolId: after.schoolId,
        changes: diffEntity(before, after, departmentColumnClasses),
        snapshot: snapshotOf(after, departmentColumnClasses),
      }),
    ]);
    return toDepartment(loaded, access);
  });
}
