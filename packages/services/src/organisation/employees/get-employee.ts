import { type Employee, type GetEmployeeInput, getEmployeeInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { parseInput, readInTenant, recordAudit, type Services, writeInTenant } from "../../platform/index.ts";
import { answerMasked } from "./answer-masked.ts";
import { employeeTarget, listFormerNips, loadEmployee, toEmployee } from "./employee-queries.ts";
import { openSpecific } from "./specific-data.ts";

/**
 * One employee by number; of several the living one, else the one deleted last. Specific data is answered in plain
 * text to who may read it, and that they did is written down with the answer; to others, and where `masked` is asked
 * for, it is masked.
 *
 * Errors: `employee.not_found`, `access.denied`.
 */
export async function getEmployee(services: Services, ctx: TenantContext, input: GetEmployeeInput): Promise<Employee> {
  const { nip, specific } = parseInput(getEmployeeInput, input);
  // Who looks through somebody else's eyes writes nothing, so that their reading could not be told.
  const isImpersonated = ctx.actor.kind === "user" && ctx.actor.impersonation !== undefined;
  if (specific === "masked" || isImpersonated) {
    return readInTenant(services, ctx, async (tx) => {
      const [loaded, access] = await Promise.all([loadEmployee(tx, nip), tx.access]);
      access.assert("employee:read", employeeTarget(loaded.employee, loaded.user?.id ?? null));
      return answerMasked(services, tx, access, loaded);
    });
  }
  return writeInTenant(services, ctx, async (tx) => {
    const [loaded, access] = await Promise.all([loadEmployee(tx, nip), tx.access]);
    const { employee } = loaded;
    const target = employeeTarget(employee, loaded.user?.id ?? null);
    access.assert("employee:read", target);
    if (!access.can("employee.sensitive:read", target)) return answerMasked(services, tx, access, loaded);
    if (employee.specific !== null) {
      await recordAudit(tx, "employee.specific_read", {
        entity: { type: "employee", id: employee.id, version: employee.version, label: employee.name },
        schoolId: employee.schoolId,
      });
    }
    const plain = openSpecific(services.fieldCrypto, employee);
    return toEmployee(loaded, await listFormerNips(tx, employee.id), { plain, shown: plain, masked: false }, access);
  });
}
