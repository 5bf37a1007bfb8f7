import { type RoleChange, roleIdInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { roles } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import { diffEntity, parseInput, recordAudit, restoration, type Services, snapshotOf } from "../../platform/index.ts";
import { changeRights } from "../escalation/index.ts";
import { loadRole, lockAnyRole, roleColumnClasses, roleTarget, toRole } from "./role-queries.ts";

/**
 * Takes the retirement of a role back; nobody has it again by that. Errors: `access.denied`, `role.not_found`,
 * `role.code_in_use` when another has taken its code meanwhile.
 */
export async function restoreRole(services: Services, ctx: TenantContext, input: { id: string }): Promise<RoleChange> {
  const { id } = parseInput(roleIdInput, input);
  const { epoch, role } = await changeRights(services, ctx, { dryRun: false }, async (tx, access) => {
    access.assert("role:delete", roleTarget({ tenantId: tx.tenantId, id }));
    const before = await lockAnyRole(tx, id);
    if (before.deletedAt === null) return { role: toRole(await loadRole(tx, id), access) };
    const [after] = await tx.db
      .update(roles)
      .set(restoration(roles))
      .where(and(eq(roles.tenantId, tx.tenantId), eq(roles.id, id)))
      .returning();
    if (after === undefined) throw new Error("a locked row is gone");
    await recordAudit(tx, "role.restore", {
      entity: { type: "role", id, version: after.version, label: after.name },
      changes: diffEntity(before, after, roleColumnClasses),
      snapshot: snapshotOf(after, roleColumnClasses),
    });
    return { role: toRole(await loadRole(tx, id), access) };
  });
  return { epoch, role };
}
