import type { PolicySubjectKind } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { permissionTemplates, policyTests, roles, type TenantTransaction } from "@gloria/db";
import type { Access, Target } from "@gloria/permissions";
import { and, eq, isNull } from "drizzle-orm";
import type { ColumnClasses } from "../../platform/index.ts";
import type { PolicySubject } from "./run-cases.ts";

export type PolicyTestDataRow = typeof policyTests.$inferSelect;

/** How much care each column of policy tests needs in the audit log. */
export const policyTestColumnClasses: ColumnClasses<PolicyTestDataRow> = {
  tenantId: "bookkeeping",
  id: "bookkeeping",
  subjectKind: "internal",
  subjectId: "internal",
  source: "internal",
  cases: "internal",
  updatedBy: "bookkeeping",
  version: "bookkeeping",
  createdAt: "bookkeeping",
  updatedAt: "bookkeeping",
};

/** The tests of a role or a template; null when none were ever saved. */
export async function findPolicyTests(
  tx: TenantTransaction,
  subject: PolicySubject,
): Promise<PolicyTestDataRow | null> {
  const [row] = await tx.db
    .select()
    .from(policyTests)
    .where(
      and(
        eq(policyTests.tenantId, tx.tenantId),
        eq(policyTests.subjectKind, subject.kind),
        eq(policyTests.subjectId, subject.id),
      ),
    );
  return row ?? null;
}

/** What permissions see of a role or a template: it belongs to the whole foundation. */
export function policyTarget(tenantId: string, { kind, id }: PolicySubject): Target {
  const type = kind === "role" ? "role" : "permission.template";
  return { tenantId, ownerId: null, departmentIds: [], schoolIds: [], resource: { type, id } };
}

/**
 * The name of what the tests are about, if it is in use.
 *
 * @throws AppError `role.not_found`, `permission_template.not_found`
 */
export async function findPolicySubject(tx: TenantTransaction, { kind, id }: PolicySubject): Promise<string> {
  const table = kind === "role" ? roles : permissionTemplates;
  const [row] = await tx.db
    .select({ name: table.name })
    .from(table)
    .where(and(eq(table.tenantId, tx.tenantId), eq(table.id, id), isNull(table.deletedAt)));
  if (row === undefined) throw new AppError(kind === "role" ? "role.not_found" : "permission_template.not_found");
  return row.name;
}

/** @throws AppError `access.denied` */
export function assertMayReadTests(access: Access, kind: PolicySubjectKind, target: Target): void {
  if (kind === "role") access.assert("role:read", target);
  else access.assert("permission.template:read", target);
}

/** @throws AppError `access.denied` */
export function assertMayUpdateTests(access: Access, kind: PolicySubjectKind, target: Target): void {
  if (kind === "role") access.assert("role:update", target);
  else access.assert("permission.template:update", target);
}

export function mayUpdateTests(access: Access, kind: PolicySubjectKind, target: Target): boolean {
  return access.can(kind === "role" ? "role:update" : "permission.template:update", target);
}
