import type { RoleAssignment } from "@gloria/contracts";
import { departments, instantText, roleAssignments, roles, schools, type TenantTransaction, users } from "@gloria/db";
import type { Access, Target } from "@gloria/permissions";
import { and, eq, type SQL } from "drizzle-orm";
import type { ColumnClasses } from "../../platform/index.ts";
import { stateSql } from "../grants/grant-queries.ts";

export type RoleAssignmentDataRow = typeof roleAssignments.$inferSelect;

/** How much care each column of a role assignment needs in the audit log. */
export const roleAssignmentColumnClasses: ColumnClasses<RoleAssignmentDataRow> = {
  tenantId: "bookkeeping",
  id: "bookkeeping",
  userId: "internal",
  roleId: "internal",
  schoolId: "internal",
  departmentId: "internal",
  validFrom: "internal",
  validUntil: "internal",
  reason: "internal",
  createdEpoch: "bookkeeping",
  createdAt: "bookkeeping",
  createdBy: "bookkeeping",
  endedEpoch: "internal",
  endedAt: "internal",
  endedBy: "internal",
};

const shownColumns = {
  id: roleAssignments.id,
  userId: roleAssignments.userId,
  userName: users.name,
  role: { id: roles.id, code: roles.code, name: roles.name, level: roles.level },
  schoolId: roleAssignments.schoolId,
  schoolName: schools.name,
  departmentId: roleAssignments.departmentId,
  departmentName: departments.name,
  validFrom: instantText(roleAssignments.validFrom),
  validUntil: instantText(roleAssignments.validUntil) as SQL<string | null>,
  reason: roleAssignments.reason,
  state: stateSql('"gloria"."role_assignments"'),
  createdAt: instantText(roleAssignments.createdAt),
  createdBy: roleAssignments.createdBy,
  endedAt: instantText(roleAssignments.endedAt) as SQL<string | null>,
};

/** Role assignments with names; conditions, order and limit are the caller's. */
export function selectRoleAssignments(tx: TenantTransaction) {
  return tx.db
    .select(shownColumns)
    .from(roleAssignments)
    .innerJoin(users, and(eq(users.tenantId, roleAssignments.tenantId), eq(users.id, roleAssignments.userId)))
    .innerJoin(roles, and(eq(roles.tenantId, roleAssignments.tenantId), eq(roles.id, roleAssignments.roleId)))
    .leftJoin(schools, and(eq(schools.tenantId, roleAssignments.tenantId), eq(schools.id, roleAssignments.schoolId)))
    .leftJoin(
      departments,
      and(eq(departments.tenantId, roleAssignments.tenantId), eq(departments.id, roleAssignments.departmentId)),
    );
}

export type ShownRoleAssignment = Awaited<ReturnType<typeof selectRoleAssignments>>[number];

/** @param target what permissions see of the person who has the role */
export function toRoleAssignment(shown: ShownRoleAssignment, access: Access, target: Target): RoleAssignment {
  const { userId, userName, ...rest } = shown;
  const isOpen = shown.state === "active" || shown.state === "upcoming";
  return {
    ...rest,
    user: { id: userId, name: userName },
    can: { remove: isOpen && access.can("role:assign", target) },
  };
}

export async function loadRoleAssignment(tx: TenantTransaction, id: string): Promise<ShownRoleAssignment> {
  const [shown] = await selectRoleAssignments(tx).where(
    and(eq(roleAssignments.tenantId, tx.tenantId), eq(roleAssignments.id, id)),
  );
  if (shown === undefined) throw new Error("a role assignment is gone");
  return shown;
}
