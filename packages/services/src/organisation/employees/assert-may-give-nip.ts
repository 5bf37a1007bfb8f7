import { AppError } from "@gloria/core";
import { employees, type TenantTransaction } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { employeeTarget } from "./employee-queries.ts";

/**
 * Which of these NIPs the caller may give to nobody. A user with an employee's NIP has that employee as their own, just
 * as if they had been linked; so it needs the right to change the employee. A NIP that is no employee's is free.
 */
export async function findNipsOfOthers(
  tx: TenantTransaction,
  access: Access,
  nips: readonly string[],
): Promise<Set<string>> {
  if (nips.length === 0) return new Set();
  const found = await tx.db
    .select({
      tenantId: employees.tenantId,
      id: employees.id,
      nip: employees.nip,
      schoolId: employees.schoolId,
      deletedAt: employees.deletedAt,
      employmentStatus: employees.employmentStatus,
      activeStatus: employees.activeStatus,
      employeeKind: employees.employeeKind,
      section: employees.section,
    })
    .from(employees)
    .where(and(eq(employees.tenantId, tx.tenantId), inArray(employees.nip, [...nips]), isNull(employees.deletedAt)));
  const others = found.filter((employee) => !access.can("employee:update", employeeTarget(employee, null)));
  return new Set(others.map(({ nip }) => nip));
}

/** @throws AppError `access.denied` for a NIP of {@link findNipsOfOthers} */
export async function assertMayGiveNip(tx: TenantTransaction, access: Access, nip: string): Promise<void> {
  const others = await findNipsOfOthers(tx, access, [nip]);
  if (others.size > 0) throw new AppError("access.denied", { permission: "employee:update" });
}
