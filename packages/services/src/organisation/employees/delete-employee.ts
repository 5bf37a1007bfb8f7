import { type DeleteEmployeeInput, deleteEmployeeInput, type Employee } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { employees } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import {
  assertVersion,
  diffEntity,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  softDeletion,
  writeInTenant,
} from "../../platform/index.ts";
import { answerMasked } from "./answer-masked.ts";
import { auditedEmployee, employeeColumnClasses } from "./employee-audit.ts";
import { employeeTarget, lockEmployee } from "./employee-queries.ts";
import { openSpecific } from "./specific-data.ts";

/**
 * Deletes an employee softly, also one with an account: the user keeps the number, and the answer's `linkedUser` and
 * the event's targets say who that is. Deleting twice changes nothing the second time.
 *
 * Errors: `employee.not_found`, `access.denied`, `employee.version_conflict`.
 */
export async function deleteEmployee(
  services: Services,
  ctx: TenantContext,
  input: DeleteEmployeeInput,
): Promise<Employee> {
  const { nip, version } = parseInput(deleteEmployeeInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    const [loaded, access] = await Promise.all([lockEmployee(tx, nip), tx.access]);
    const { employee: before, user } = loaded;
    access.assert("employee:delete", employeeTarget(before, user?.id ?? null));
    if (before.deletedAt !== null) return answerMasked(services, tx, access, loaded);
    assertVersion("employee.version_conflict", version, before);
    const [after] = await tx.db
      .update(employees)
      .set(softDeletion(employees, ctx.actor))
      .where(and(eq(employees.tenantId, tx.tenantId), eq(employees.id, before.id)))
      .returning();
    if (after === undefined) throw new AppError("employee.not_found");
    const plain = openSpecific(services.fieldCrypto, after);
    const auditedAfter = auditedEmployee(services.fieldCrypto, after, plain);
    await recordAudit(tx, "employee.delete", {
      entity: { type: "employee", id: after.id, version: after.version, label: after.name },
      schoolId: after.schoolId,
      changes: diffEntity(auditedEmployee(services.fieldCrypto, before, plain), auditedAfter, employeeColumnClasses),
      snapshot: snapshotOf(auditedAfter, employeeColumnClasses),
      ...(user === null ? {} : { targets: [{ type: "user", id: user.id, label: user.name }] }),
    });
    return answerMasked(services, tx, access, { ...loaded, employee: after });
  });
}
