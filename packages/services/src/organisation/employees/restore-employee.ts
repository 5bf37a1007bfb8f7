import { type Employee, employeeNipInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { employees } from "@gloria/db";
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
import { answerMasked } from "./answer-masked.ts";
import { auditedEmployee, employeeColumnClasses } from "./employee-audit.ts";
import { employeeTarget, lockEmployee } from "./employee-queries.ts";
import { openSpecific } from "./specific-data.ts";

/**
 * Takes a soft deletion back: of the employee of this number who was deleted last, unless a living one has it. Errors:
 * `employee.not_found`, `access.denied`, `school.not_found` when their school is deleted itself, and `employee.nik_in_use` or `employee.nuptk_in_use` when another employee
 * has taken it meanwhile.
 */
export async function restoreEmployee(
  services: Services,
  ctx: TenantContext,
  input: { nip: string },
): Promise<Employee> {
  const { nip } = parseInput(employeeNipInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    const [loaded, access] = await Promise.all([lockEmployee(tx, nip), tx.access]);
    const { employee: before, user } = loaded;
    access.assert("employee:restore", employeeTarget(before, user?.id ?? null));
    if (before.deletedAt === null) return answerMasked(services, tx, access, loaded);
    if (before.schoolId !== null) await assertSchoolExists(tx, before.schoolId);
    const [after] = await tx.db
      .update(employees)
      .set(restoration(employees))
      .where(and(eq(employees.tenantId, tx.tenantId), eq(employees.id, before.id)))
      .returning();
    if (after === undefined) throw new AppError("employee.not_found");
    const plain = openSpecific(services.fieldCrypto, after);
    const auditedAfter = auditedEmployee(services.fieldCrypto, after, plain);
    await recordAudit(tx, "employee.restore", {
      entity: { type: "employee", id: after.id, version: after.version, label: after.name },
      schoolId: after.schoolId,
      changes: diffEntity(auditedEmployee(services.fieldCrypto, before, plain), auditedAfter, employeeColumnClasses),
      snapshot: snapshotOf(auditedAfter, employeeColumnClasses),
    });
    return answerMasked(services, tx, access, { ...loaded, employee: after });
  });
}
