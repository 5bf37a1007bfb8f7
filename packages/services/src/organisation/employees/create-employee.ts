import { type CreateEmployeeInput, createEmployeeInput, type Employee } from "@gloria/contracts";
import { newId, type TenantContext } from "@gloria/core";
import { employees } from "@gloria/db";
import {
  additionsOf,
  assertSchoolExists,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  writeInTenant,
} from "../../platform/index.ts";
import { answerMasked } from "./answer-masked.ts";
import { auditedEmployee, employeeColumnClasses } from "./employee-audit.ts";
import { employeeTarget } from "./employee-queries.ts";
import { assertNipsFit, takeProvisionalNips } from "./nip-rules.ts";
import { openSpecific, sealSpecific } from "./specific-data.ts";

/**
 * Records an employee; without a number of their own they get a provisional one. Specific data needs a right of its
 * own, and is answered masked.
 *
 * Errors: `access.denied`, `school.not_found`, `employee.nip_pattern`, `employee.nip_in_use`, `employee.nik_in_use`,
 * `employee.nuptk_in_use`.
 */
export async function createEmployee(
  services: Services,
  ctx: TenantContext,
  input: CreateEmployeeInput,
): Promise<Employee> {
  const { nip: givenNip, specific, ...fields } = parseInput(createEmployeeInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.shareEpoch();
    const access = await tx.access;
    const schoolId = fields.schoolId ?? null;
    const target = employeeTarget(
      {
        tenantId: tx.tenantId,
        schoolId,
        deletedAt: null,
        employmentStatus: fields.employmentStatus ?? null,
        activeStatus: fields.activeStatus ?? null,
        employeeKind: fields.employeeKind ?? null,
        section: fields.section ?? null,
      },
      null,
    );
    access.assert("employee:create", target);
    if (specific !== undefined) access.assert("employee.sensitive:update", target);
    if (schoolId !== null) await assertSchoolExists(tx, schoolId);
    if (givenNip !== undefined) await assertNipsFit(tx, [givenNip]);
    const nip = givenNip ?? (await takeProvisionalNips(tx, 1))[0];
    if (nip === undefined) throw new Error("no provisional number was given");
    const key = { tenantId: tx.tenantId, id: newId() };
    const [employee] = await tx.db
      .insert(employees)
      .values({ ...fields, ...key, nip, ...sealSpecific(services.fieldCrypto, key, specific ?? {}) })
      .returning();
    if (employee === undefined) throw new Error("insert returned no row");
    const audited = auditedEmployee(services.fieldCrypto, employee, openSpecific(services.fieldCrypto, employee));
    await recordAudit(tx, "employee.create", {
      entity: { type: "employee", id: employee.id, version: employee.version, label: employee.name },
      schoolId: employee.schoolId,
      changes: additionsOf(audited, employeeColumnClasses),
      snapshot: snapshotOf(audited, employeeColumnClasses),
    });
    return answerMasked(services, tx, access, nip);
  });
}
