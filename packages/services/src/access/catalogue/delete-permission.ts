import { type DeletePermissionInput, deletePermissionInput, type PermissionChange } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { permissions, type TenantTransaction } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import {
  assertVersion,
  diffEntity,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  softDeletion,
} from "../../platform/index.ts";
import { changeRights } from "../escalation/index.ts";
import {
  catalogueCan,
  catalogueTarget,
  lockAddition,
  permissionColumnClasses,
  toPermissionEntry,
} from "./catalogue-queries.ts";

/**
 * Deletes a permission that the tenant added. Refused while grants, delegations or guardrails name its very code; the
 * error lists them.
 *
 * Errors: `access.denied`, `permission.not_found`, `permission.protected`, `permission.version_conflict`,
 * `permission.in_use`.
 */
export async function deletePermission(
  services: Services,
  ctx: TenantContext,
  input: DeletePermissionInput,
): Promise<PermissionChange> {
  const { id, version, reason } = parseInput(deletePermissionInput, input);
  const { epoch, permission } = await changeRights(services, ctx, { dryRun: false }, async (tx, access) => {
    access.assert("permission:delete", catalogueTarget(tx.tenantId));
    const before = await lockAddition(tx, id);
    assertVersion("permission.version_conflict", version, before);
    await assertUnnamed(tx, before.code);
    const [after] = await tx.db
      .update(permissions)
      .set(softDeletion(permissions, ctx.actor))
      .where(and(eq(permissions.tenantId, tx.tenantId), eq(permissions.id, id)))
      .returning();
    if (after === undefined) throw new Error("a locked row is gone");
    await recordAudit(tx, "permission.delete", {
      entity: { type: "permission", id, version: after.version, label: after.code },
      changes: diffEntity(before, after, permissionColumnClasses),
      snapshot: snapshotOf(after, permissionColumnClasses),
      reason: reason ?? null,
    });
    return { permission: toPermissionEntry(after, catalogueCan(tx, access)) };
  });
  return { epoch, permission };
}

/** As many references as are named. */
const most = 20;

async function assertUnnamed(tx: TenantTransaction, code: string): Promise<void> {
  const found = await tx.sql.unsafe<{ reference: string; total: number }[]>(
    `with named as (
       select 'grant ' || g.id as reference from gloria.grants g
       where g.tenant_id = $1::uuid and g.code = $2 and g.ended_at is null and (g.valid_until is null or g.valid_until > now())
       union all
       select 'delegation ' || d.id from gloria.delegations d
       where d.tenant_id = $1::uuid and d.codes @> array[$2::text] and d.ended_at is null and d.valid_until > now()
       union all
       select 'guardrail ' || r.id from gloria.guardrails r
       where r.tenant_id = $1::uuid and r.code = $2 and r.ended_at is null and (r.valid_until is null or r.valid_until > now())
     )
     select reference, count(*) over ()::int as total from named order by reference limit ${most}`,
    [tx.tenantId, code],
  );
  const [first] = found;
  if (first === undefined) return;
  const references = found.map(({ reference }) => reference);
  throw new AppError("permission.in_use", { permission: code, references, total: first.total });
}
