import { type Department, deleteDepartmentInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { departments, type TenantTransaction } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import {
  assertNothingRefers,
  assertVersion,
  diffEntity,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  softDeletion,
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
 * Deletes a department softly. Refused while anything living refers to it; the error lists how much of what.
 *
 * Errors: `department.not_found`, `access.denied`, `department.version_conflict`, `department.in_use` with counts.
 */
export async function deleteDepartment(
  services: Services,
  ctx: TenantContext,
  input: { id: string; version?: number | undefined },
): Promise<Department> {
  const { id, version } = parseInput(deleteDepartmentInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.lockEpoch();
    const [before, access] = await Promise.all([lockDepartment(tx, id), tx.access]);
    access.assert("department:delete", departmentTarget(before));
    if (before.deletedAt !== null) return toDepartment(await findDepartment(tx, id), access);
    assertVersion("department.version_conflict", version, before);
    await assertUnused(tx, id);
    const [after] = await tx.db
      .update(departments)
      .set(softDeletion(departments, ctx.actor))
      .where(and(eq(departments.tenantId, tx.tenantId), eq(departments.id, id)))
      .returning();
    if (after === undefined) throw new AppError("department.not_found");
    const [loaded] = await Promise.all([
      findDepartment(tx, id),
      recordAudit(tx, "department.delete", {
        entity: { type: "department", id, version: after.version, label: after.name },
        schoolId: after.schoolId,
        changes: diffEntity(before, after, departmentColumnClasses),
        snapshot: snapshotOf(after, departmentColumnClasses),
      }),
    ]);
    return toDepartment(loaded, access);
  });
}

/** Whatever comes to refer to a department raises the epoch, which this transaction has locked. */
async function assertUnused(tx: TenantTransaction, departmentId: string): Promise<void> {
  const [counts] = await tx.sql.unsafe<
    { departments: number; positions: number; assignments: number; roles: number; grants: number }[]
  >(
    `select
       (select count(*)::int from gloria.departments where tenant_id = $1 and parent_id = $2 and deleted_at is null) as departments,
       (select count(*)::int from gloria.positions where tenant_id = $1 and department_id = $2 and deleted_at is null) as positions,
       (select count(*)::int from gloria.assignments where tenant_id = $1 and department_id = $2 and ended_at is null
          and (valid_until is null or valid_until > gloria.today_in($1, school_id))) as assignments,
       (select count(*)::int from gloria.role_assignments where tenant_id = $1 and department_id = $2 and ended_at is null
          and (valid_until is null or valid_until > now())) as roles,
       (select count(*)::int from gloria.grants where tenant_id = $1 and ended_at is null
          and (department_id = $2 or (subject_kind = 'department' and subject_id = $2))
          and (valid_until is null or valid_until > now())) as grants`,
    [tx.tenantId, departmentId],
  );
  assertNothingRefers("department.in_use", counts);
}
