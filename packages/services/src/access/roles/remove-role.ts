import { type RemoveRoleInput, type RoleAssignmentChange, removeRoleInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { departments, roleAssignments } from "@gloria/db";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { diffEntity, parseInput, recordAudit, type Services, type VerbTransaction } from "../../platform/index.ts";
import { assertMayGive, changeRights, keepAdministrator, loadKnownPermissions } from "../escalation/index.ts";
import { findSubject } from "../grants/subject-places.ts";
import {
  loadRoleAssignment,
  type RoleAssignmentDataRow,
  roleAssignmentColumnClasses,
  toRoleAssignment,
} from "./role-assignment-queries.ts";
import { gainsOfCarried, loadCarriedGrants, permissionsOf } from "./role-chain.ts";
import { lockRole } from "./role-queries.ts";

/**
 * Takes a role from a person, from now on. Of several assignments of the role the caller names one. A role that denies
 * something holds it back: taking it away needs all that it denies.
 *
 * Errors: `access.denied`, `user.not_found`, `role.not_found`, `role.assignment_not_found`, `role.assignment_ambiguous`
 * with the assignments, `access.escalation`, `access.last_administrator`.
 */
export async function removeRole(
  services: Services,
  ctx: TenantContext,
  input: RemoveRoleInput,
): Promise<RoleAssignmentChange> {
  const wanted = parseInput(removeRoleInput, input);
  return changeRights(services, ctx, wanted, async (tx, access) => {
    access.assert("role:assign");
    const person = await findSubject(tx, "user", wanted.userId);
    access.assert("role:assign", person.target);
    const role = await lockRole(tx, wanted.roleId);
    const before = await pickAssignment(tx, wanted);
    const [known, carried, departmentSchoolId] = [
      await loadKnownPermissions(tx),
      await loadCarriedGrants(tx, role.id),
      await schoolOfDepartment(tx, before.departmentId),
    ];
    const place = { schoolId: before.schoolId, departmentId: before.departmentId, departmentSchoolId };
    await assertMayGive(tx, access, await gainsOfCarried(tx, known, carried, "DENY", [place], before));
    const { actor } = ctx;
    const [after] = await keepAdministrator(tx, () =>
      tx.db
        .update(roleAssignments)
        .set({ endedAt: sql`now()`, endedBy: actor.kind === "user" ? actor.userId : null })
        .where(and(eq(roleAssignments.tenantId, tx.tenantId), eq(roleAssignments.id, before.id)))
        .returning(),
    );
    if (after === undefined) throw new Error("a role assignment is gone");
    await recordAudit(tx, "role.unassign", {
      entity: { type: "role_assignment", id: after.id, label: role.name },
      schoolId: after.schoolId,
      targets: [
        { type: "user", id: person.id, label: person.name },
        { type: "role", id: role.id, label: role.name },
      ],
      changes: diffEntity(before, after, roleAssignmentColumnClasses),
      reason: wanted.reason ?? null,
    });
    const shown = await loadRoleAssignment(tx, after.id);
    return {
      assignment: toRoleAssignment(shown, access, person.target),
      permissions: permissionsOf(known, carried),
    };
  });
}

async function pickAssignment(
  tx: VerbTransaction,
  wanted: { readonly userId: string; readonly roleId: string; readonly assignmentId?: string | undefined },
): Promise<RoleAssignmentDataRow> {
  const open = await tx.db
    .select()
    .from(roleAssignments)
    .where(
      and(
        eq(roleAssignments.tenantId, tx.tenantId),
        eq(roleAssignments.userId, wanted.userId),
        eq(roleAssignments.roleId, wanted.roleId),
        wanted.assignmentId === undefined ? undefined : eq(roleAssignments.id, wanted.assignmentId),
        isNull(roleAssignments.endedAt),
        sql`(${roleAssignments.validUntil} is null or ${roleAssignments.validUntil} > now())`,
      ),
    )
    .orderBy(asc(roleAssignments.validFrom), asc(roleAssignments.id));
  const [one, another] = open;
  if (one === undefined) throw new AppError("role.assignment_not_found");
  if (another !== undefined) throw new AppError("role.assignment_ambiguous", { assignments: open.map(({ id }) => id) });
  return one;
}

async function schoolOfDepartment(tx: VerbTransaction, id: string | null): Promise<string | null> {
  if (id === null) return null;
  const [department] = await tx.db
    .select({ schoolId: departments.schoolId })
    .from(departments)
    .where(and(eq(departments.tenantId, tx.tenantId), eq(departments.id, id)));
  return department?.schoolId ?? null;
}
