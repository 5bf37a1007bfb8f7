import { type Employee, type UpdateEmployeeInput, updateEmployeeInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { employees } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import {
  assertSchoolExists,
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
import { answerMasked } from "./answer-masked.ts";
import { auditedEmployee, employeeColumnClasses } from "./employee-audit.ts";
import { employeeTarget, lockEmployee } from "./employee-queries.ts";
import { mapSpecific, openSpecific, sealSpecific } from "./specific-data.ts";

/**
 * Changes the named fields of an employee. Moving them to another school, or to none, needs the right at both; specific
 * data needs a right of its own, and is answered masked.
 *
 * Errors: `employee.not_found`, `access.denied`, `employee.version_conflict`, `school.not_found`,
 * `employee.nik_in_use`, `employee.nuptk_in_use`.
 */
export async function updateEmployee(
  services: Services,
  ctx: TenantContext,
  input: UpdateEmployeeInput,
): Promise<Employee> {
  const { nip, version, specific, ...fields } = parseInput(updateEmployeeInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.shareEpoch();
    const [{ employee: before, user }, access] = await Promise.all([lockEmployee(tx, nip), tx.access]);
    const target = employeeTarget(before, user?.id ?? null);
    access.assert("employee:update", target);
    if (before.deletedAt !== null) throw new AppError("employee.not_found");
    if (specific !== undefined) access.assert("employee.sensitive:update", target);
    assertVersion("employee.version_conflict", version, before);
    if (fields.schoolId !== undefined && fields.schoolId !== before.schoolId) {
      if (fields.schoolId !== null) await assertSchoolExists(tx, fields.schoolId);
      access.assert("employee:update", employeeTarget({ ...before, schoolId: fields.schoolId }, user?.id ?? null));
    }
    const crypto = services.fieldCrypto;
    const plainBefore = openSpecific(crypto, before);
    const plain = mapSpecific((field) => (specific?.[field] === undefined ? plainBefore[field] : specific[field]));
    const [after] = await tx.db
      .update(employees)
      .set({
        ...fields,
        ...(specific === undefined ? {} : sealSpecific(crypto, before, plain)),
        ...nextVersion(employees),
      })
      .where(and(eq(employees.tenantId, tx.tenantId), eq(employees.id, before.id)))
      .returning();
    if (after === undefined) throw new AppError("employee.not_found");
    const auditedAfter = auditedEmployee(crypto, after, plain);
    await recordAudit(tx, "employee.update", {
      entity: { type: "employee", id: after.id, version: after.version, label: after.name },
      schoolId: after.schoolId,
      changes: diffEntity(auditedEmployee(crypto, before, plainBefore), auditedAfter, employeeColumnClasses),
      ...(wantsSnapshot(after.version) ? { snapshot: snapshotOf(auditedAfter, employeeColumnClasses) } : {}),
    });
    return answerMasked(services, tx, access, nip);
  });
}
