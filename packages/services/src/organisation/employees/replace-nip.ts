import { type Employee, type ReplaceNipInput, replaceNipInput } from "@gloria/contracts";
import { AppError, newId, type TenantContext } from "@gloria/core";
import { employeeNumbers, employees } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import {
  assertVersion,
  diffEntity,
  nextVersion,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  type VerbTransaction,
  wantsSnapshot,
  writeInTenant,
} from "../../platform/index.ts";
import { listAssignmentsToday, lockUser, type UserDataRow, userTarget } from "../users/user-queries.ts";
import { answerMasked } from "./answer-masked.ts";
import { changeUserNip } from "./change-user-nip.ts";
import { auditedEmployee, employeeColumnClasses } from "./employee-audit.ts";
import { employeeTarget, lockEmployee } from "./employee-queries.ts";
import { assertNipsFit } from "./nip-rules.ts";
import { openSpecific } from "./specific-data.ts";

/**
 * Gives an employee another number, a provisional one's own above all. The old one stays in their history, and whoever
 * has it as a user gets the new one with it, which needs the right to change that user.
 *
 * Errors: `employee.not_found`, `access.denied`, `employee.version_conflict`, `employee.nip_pattern`,
 * `employee.nip_in_use`, `user.nip_in_use`.
 */
export async function replaceNip(services: Services, ctx: TenantContext, input: ReplaceNipInput): Promise<Employee> {
  const { nip, newNip, version, reason } = parseInput(replaceNipInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    const [loaded, access] = await Promise.all([lockEmployee(tx, nip), tx.access]);
    const { employee: before, user } = loaded;
    access.assert("employee:update", employeeTarget(before, user?.id ?? null));
    if (before.deletedAt !== null) throw new AppError("employee.not_found");
    assertVersion("employee.version_conflict", version, before);
    if (newNip === nip) return answerMasked(services, tx, access, loaded);
    await assertNipsFit(tx, [newNip]);
    const account = user === null ? null : await lockAccount(tx, user.id);
    const [after] = await tx.db
      .update(employees)
      .set({ nip: newNip, ...nextVersion(employees) })
      .where(and(eq(employees.tenantId, tx.tenantId), eq(employees.id, before.id)))
      .returning();
    if (after === undefined) throw new AppError("employee.not_found");
    await tx.db.insert(employeeNumbers).values({
      tenantId: tx.tenantId,
      id: newId(),
      employeeId: before.id,
      nip,
      reason: reason ?? null,
      replacedBy: ctx.actor.kind === "user" ? ctx.actor.userId : null,
    });
    if (account !== null) await changeUserNip(tx, account, newNip);
    const plain = openSpecific(services.fieldCrypto, after);
    const auditedAfter = auditedEmployee(services.fieldCrypto, after, plain);
    await recordAudit(tx, "employee.nip_replaced", {
      entity: { type: "employee", id: after.id, version: after.version, label: after.name },
      schoolId: after.schoolId,
      changes: diffEntity(auditedEmployee(services.fieldCrypto, before, plain), auditedAfter, employeeColumnClasses),
      reason: reason ?? null,
      ...(wantsSnapshot(after.version) ? { snapshot: snapshotOf(auditedAfter, employeeColumnClasses) } : {}),
      ...(account === null ? {} : { targets: [{ type: "user", id: account.id, label: account.name }] }),
    });
    return answerMasked(services, tx, access, newNip);
  });
}

async function lockAccount(tx: VerbTransaction, userId: string): Promise<UserDataRow> {
  const [account, held, access] = await Promise.all([
    lockUser(tx, userId),
    listAssignmentsToday(tx, userId),
    tx.access,
  ]);
  access.assert("user:update", userTarget(account, held));
  return account;
}
