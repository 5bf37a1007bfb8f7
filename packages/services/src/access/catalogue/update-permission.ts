import { type PermissionChange, type UpdatePermissionInput, updatePermissionInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { permissions } from "@gloria/db";
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
import { assertHeading } from "./assert-heading.ts";
import {
  catalogueCan,
  catalogueTarget,
  lockAddition,
  permissionColumnClasses,
  toPermissionEntry,
} from "./catalogue-queries.ts";

/**
 * Changes the named fields of a permission that the tenant added; its code is for good.
 *
 * Errors: `access.denied`, `permission.not_found`, `permission.protected`, `permission.version_conflict`,
 * `module.not_found`, `permission_group.not_found`.
 */
export async function updatePermission(
  services: Services,
  ctx: TenantContext,
  input: UpdatePermissionInput,
): Promise<PermissionChange> {
  const { id, version, group, ...fields } = parseInput(updatePermissionInput, input);
  const { epoch, permission } = await changeRights(services, ctx, { dryRun: false }, async (tx, access) => {
    access.assert("permission:update", catalogueTarget(tx.tenantId));
    const before = await lockAddition(tx, id);
    assertVersion("permission.version_conflict", version, before);
    await assertHeading(tx, { module: fields.module, group });
    const [after] = await tx.db
      .update(permissions)
      .set({ ...fields, ...(group === undefined ? {} : { permissionGroup: group }), ...nextVersion(permissions) })
      .where(and(eq(permissions.tenantId, tx.tenantId), eq(permissions.id, id)))
      .returning();
    if (after === undefined) throw new Error("a locked row is gone");
    await recordAudit(tx, "permission.update", {
      entity: { type: "permission", id, version: after.version, label: after.code },
      changes: diffEntity(before, after, permissionColumnClasses),
      ...(wantsSnapshot(after.version) ? { snapshot: snapshotOf(after, permissionColumnClasses) } : {}),
    });
    return { permission: toPermissionEntry(after, catalogueCan(tx, access)) };
  });
  return { epoch, permission };
}
