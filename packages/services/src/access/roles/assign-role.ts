import { type AssignRoleInput, assignRoleInput, type RoleAssignmentChange } from "@gloria/contracts";
import { AppError, newId, type TenantContext } from "@gloria/core";
import { roleAssignments } from "@gloria/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import {
  additionsOf,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  type VerbTransaction,
} from "../../platform/index.ts";
import { assertMayGive, changeRights, loadKnownPermissions, type Place } from "../escalation/index.ts";
import { assertWindow } from "../grants/assert-window.ts";
import { findPlace, findSubject } from "../grants/subject-places.ts";
import {
  loadRoleAssignment,
  type RoleAssignmentDataRow,
  roleAssignmentColumnClasses,
  toRoleAssignment,
} from "./role-assignment-queries.ts";
import { gainsOfCarried, loadCarriedGrants, permissionsOf } from "./role-chain.ts";
import { lockRole } from "./role-queries.ts";

/**
 * Gives a person a role at a place, for a time. The caller must hold, at that place, all that the role gives with all
 * it takes over.
 *
 * Errors: `access.denied`, `user.not_found`, `role.not_found`, `school.not_found`, `department.not_found`,
 * `department.school_mismatch`, `access.window_past`, `access.window_order`, `role.already_assigned`,
 * `access.escalation`.
 */
export async function assignRole(
  services: Services,
  ctx: TenantContext,
  input: AssignRoleInput,
): Promise<RoleAssignmentChange> {
  const wanted = parseInput(assignRoleInput, input);
  return changeRights(services, ctx, wanted, async (tx, access) => {
    access.assert("role:assign");
    const { now } = await tx.opening;
    const person = await findSubject(tx, "user", wanted.userId);
    access.assert("role:assign", person.target);
    const [role, place, known] = [
      await lockRole(tx, wanted.roleId),
      await findPlace(tx, wanted),
      await loadKnownPermissions(tx),
    ];
    const window = assertWindow(wanted, now);
    await assertNotAssigned(tx, person.id, role, place, window.validUntil);
    const carried = await loadCarriedGrants(tx, role.id);
    await assertMayGive(tx, access, await gainsOfCarried(tx, known, carried, "ALLOW", [place], window));
    const { actor } = ctx;
    const [row] = await tx.db
      .insert(roleAssignments)
      .values({
        tenantId: tx.tenantId,
        id: newId(),
        userId: person.id,
        roleId: role.id,
        schoolId: place.schoolId,
        departmentId: place.departmentId,
        validFrom: window.validFrom ?? now,
        validUntil: window.validUntil,
        reason: wanted.reason ?? null,
        createdBy: actor.kind === "user" ? actor.userId : null,
      })
      .returning();
    if (row === undefined) throw new Error("insert returned no row");
    await recordAudit(tx, "role.assign", {
      entity: { type: "role_assignment", id: row.id, label: role.name },
      schoolId: row.schoolId,
      targets: [
        { type: "user", id: person.id, label: person.name },
        { type: "role", id: role.id, label: role.name },
      ],
      changes: additionsOf(row, roleAssignmentColumnClasses),
      snapshot: snapshotOf(row, roleAssignmentColumnClasses),
      reason: row.reason,
    });
    const shown = await loadRoleAssignment(tx, row.id);
    return {
      assignment: toRoleAssignment(shown, access, person.target),
      permissions: permissionsOf(known, carried),
    };
  });
}

/** The same role at the same place twice says nothing more; one that comes after another has ended does. */
async function assertNotAssigned(
  tx: VerbTransaction,
  userId: string,
  role: { readonly id: string; readonly code: string },
  place: Place,
  until: Date | null,
): Promise<void> {
  const open = await tx.db
    .select()
    .from(roleAssignments)
    .where(
      and(
        eq(roleAssignments.tenantId, tx.tenantId),
        eq(roleAssignments.userId, userId),
        eq(roleAssignments.roleId, role.id),
        isNull(roleAssignments.endedAt),
        sql`(${roleAssignments.validUntil} is null or ${roleAssignments.validUntil} > now())`,
      ),
    );
  const same = open.find((row) => isSamePlace(row, place) && endsNoEarlier(row, until));
  if (same !== undefined) throw new AppError("role.already_assigned", { role: role.code, assignmentId: same.id });
}

function isSamePlace(row: RoleAssignmentDataRow, place: Place): boolean {
  return row.schoolId === place.schoolId && row.departmentId === place.departmentId;
}

function endsNoEarlier(row: RoleAssignmentDataRow, until: Date | null): boolean {
  return row.validUntil === null || (until !== null && row.validUntil >= until);
}
