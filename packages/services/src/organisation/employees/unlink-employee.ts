import { type Employee, employeeNipInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { parseInput, recordAudit, type Services, writeInTenant } from "../../platform/index.ts";
import { listAssignmentsToday, lockUser, userTarget } from "../users/user-queries.ts";
import { answerMasked } from "./answer-masked.ts";
import { changeUserNip } from "./change-user-nip.ts";
import { employeeTarget, lockEmployee } from "./employee-queries.ts";

/**
 * Takes the employee's NIP from the user who has it. Refused to one who signs in by it alone. Also for a deleted
 * employee, whose user keeps the number until then.
 *
 * Errors: `employee.not_found`, `employee.not_linked`, `access.denied`, `employee.only_identifier`.
 */
export async function unlinkEmployee(
  services: Services,
  ctx: TenantContext,
  input: { nip: string },
): Promise<Employee> {
  const { nip } = parseInput(employeeNipInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    const [loaded, access] = await Promise.all([lockEmployee(tx, nip), tx.access]);
    const { employee } = loaded;
    access.assert("employee:update", employeeTarget(employee, loaded.user?.id ?? null));
    if (loaded.user === null) throw new AppError("employee.not_linked");
    const [user, held] = await Promise.all([lockUser(tx, loaded.user.id), listAssignmentsToday(tx, loaded.user.id)]);
    access.assert("user:update", userTarget(user, held));
    if (user.email === null && user.username === null) throw new AppError("employee.only_identifier");
    await changeUserNip(tx, user, null);
    await recordAudit(tx, "employee.unlink", {
      entity: { type: "employee", id: employee.id, version: employee.version, label: employee.name },
      schoolId: employee.schoolId,
      targets: [{ type: "user", id: user.id, label: user.name }],
    });
    return answerMasked(services, tx, access, { ...loaded, user: null });
  });
}
