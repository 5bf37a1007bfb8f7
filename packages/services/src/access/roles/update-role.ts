import { type RoleChange, type UpdateRoleInput, updateRoleInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { roles } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import {
  assertVersion,
  diffEntity,
  nextVersion,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  wantsSnapshot,
} from "../../platform/index.ts";
import { changeRights } from "../escalation/index.ts";
import { assertChangeable, loadRole, lockRole, roleColumnClasses, roleTarget, toRole } from "./role-queries.ts";

/**
 * Changes the named fields of a role. Errors: `access.denied`, `role.not_found`, `role.system_protected`,
 * `role.version_conflict`, `role.code_in_use`.
 */
export async function updateRole(services: Services, ctx: TenantContext, input: UpdateRoleInput): Promise<RoleChange> {
  const { id, version, ...fields } = parseInput(updateRoleInput, input);
  const { epoch, role } = await changeRights(services, ctx, { dryRun: false }, async (tx, access) => {
    access.assert("role:update", roleTarget({ tenantId: tx.tenantId, id }));
    const before = await lockRole(tx, id);
    assertChangeable(before);
    assertVersion("role.version_conflict", version, before);
    const [after] = await tx.db
      .update(roles)
      .set({ ...fields, ...nextVersion(roles) })
      .where(and(eq(roles.tenantId, tx.tenantId), eq(roles.id, id)))
      .returning();
    if (after === undefined) throw new Error("a locked row is gone");
    await recordAudit(tx, "role.update", {
      entity: { type: "role", id, version: after.version, label: after.name },
      changes: diffEntity(before, after, roleColumnClasses),
      ...(wantsSnapshot(after.version) ? { snapshot: snapshotOf(after, roleColumnClasses) } : {}),
    });
    return { role: toRole(await loadRole(tx, id), access) };
  });
  return { epoch, role };
}
