import { type Employee, type LinkEmployeeInput, linkEmployeeInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { employees } from "@gloria/db";
import { and, eq, isNull } from "drizzle-orm";
import { parseInput, recordAudit, type Services, type VerbTransaction, writeInTenant } from "../../platform/index.ts";
import { listAssignmentsToday, lockUser, userTarget } from "../users/user-queries.ts";
import { answerMasked } from "./answer-masked.ts";
import { changeUserNip } from "./change-user-nip.ts";
import { employeeTarget, lockEmployee } from "./employee-queries.ts";

/**
 * Says that a user is this employee: the user gets the employee's NIP. Needs the right to change both. A number of the
 * user's own that no employee has is replaced; linking again changes nothing.
 *
 * Errors: `employee.not_found`, `user.not_found`, `access.denied`, `employee.already_linked`, `user.already_linked`
 * with {nip} of the user's own employee.
 */
export async function linkEmployee(
  services: Services,
  ctx: TenantContext,
  input: LinkEmployeeInput,
): Promise<Employee> {
  const { nip, userId } = parseInput(linkEmployeeInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    const [loaded, access] = await Promise.all([lockEmployee(tx, nip), tx.access]);
    const { employee } = loaded;
    access.assert("employee:update", employeeTarget(employee, loaded.user?.id ?? null));
    if (employee.deletedAt !== null) throw new AppError("employee.not_found");
    const [user, held] = await Promise.all([lockUser(tx, userId), listAssignmentsToday(tx, userId)]);
    access.assert("user:update", userTarget(user, held));
    if (user.deletedAt !== null) throw new AppError("user.not_found");
    if (loaded.user !== null && loaded.user.id !== userId) {
      throw new AppError("employee.already_linked", { userName: loaded.user.name });
    }
    if (user.nip !== nip) {
      if (user.nip !== null) await assertNobodysNip(tx, user.nip);
      await changeUserNip(tx, user, nip);
      await recordAudit(tx, "employee.link", {
        entity: { type: "employee", id: employee.id, version: employee.version, label: employee.name },
        schoolId: employee.schoolId,
        targets: [{ type: "user", id: user.id, label: user.name }],
      });
    }
    return answerMasked(services, tx, access, nip);
  });
}

async function assertNobodysNip(tx: VerbTransaction, nip: string): Promise<void> {
  const [other] = await tx.db
    .select({ id: employees.id })
    .from(employees)
    .where(and(eq(employees.tenantId, tx.tenantId), eq(employees.nip, nip), isNull(employees.deletedAt)));
  if (other !== undefined) throw new AppError("user.already_linked", { nip });
}
