import { type DeleteRoleInput, deleteRoleInput, type RoleChange } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { roles, type TenantTransaction } from "@gloria/db";
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
import { assertChangeable, loadRole, lockAnyRole, roleColumnClasses, roleTarget, toRole } from "./role-queries.ts";

/**
 * Retires a role softly. Refused while anybody has it or another takes over from it; the error names them.
 *
 * Errors: `access.denied`, `role.not_found`, `role.system_protected`, `role.version_conflict`, `role.referenced`.
 */
export async function deleteRole(services: Services, ctx: TenantContext, input: DeleteRoleInput): Promise<RoleChange> {
  const { id, version } = parseInput(deleteRoleInput, input);
  const { epoch, role } = await changeRights(services, ctx, { dryRun: false }, async (tx, access) => {
    access.assert("role:delete", roleTarget({ tenantId: tx.tenantId, id }));
    const before = await lockAnyRole(tx, id);
    if (before.deletedAt !== null) return { role: toRole(await loadRole(tx, id), access) };
    assertChangeable(before);
    assertVersion("role.version_conflict", version, before);
    await assertUnreferenced(tx, id);
    const [after] = await tx.db
      .update(roles)
      .set(softDeletion(roles, ctx.actor))
      .where(and(eq(roles.tenantId, tx.tenantId), eq(roles.id, id)))
      .returning();
    if (after === undefined) throw new Error("a locked row is gone");
    await recordAudit(tx, "role.delete", {
      entity: { type: "role", id, version: after.version, label: after.name },
      changes: diffEntity(before, after, roleColumnClasses),
      snapshot: snapshotOf(after, roleColumnClasses),
    });
    return { role: toRole(await loadRole(tx, id), access) };
  });
  return { epoch, role };
}

/** Some names of each kind are enough to begin with. */
const named = 10;

/** Whoever assigns it or takes over from it locks the epoch too: nothing can slip in before the commit. */
async function assertUnreferenced(tx: TenantTransaction, id: string): Promise<void> {
  const [found] = await tx.sql.unsafe<
    { assignments: number; holders: string[]; children: number; childRoles: string[] }[]
  >(
    `with held as (
       select u.name from gloria.role_assignments a join gloria.users u on u.tenant_id = a.tenant_id and u.id = a.user_id
       where a.tenant_id = $1::uuid and a.role_id = $2::uuid and a.ended_at is null and (a.valid_until is null or a.valid_until > now())
     ), child as (
       select r.code from gloria.role_edges e
       join gloria.roles r on r.tenant_id = e.tenant_id and r.id = e.child_role_id and r.deleted_at is null
       where e.tenant_id = $1::uuid and e.parent_role_id = $2::uuid and e.ended_at is null
     )
     select (select count(*)::int from held) as assignments, array(select name from held order by name limit ${named}) as holders,
       (select count(*)::int from child) as children, array(select code from child order by code limit ${named}) as "childRoles"`,
    [tx.tenantId, id],
  );
  if (found !== undefined && found.assignments + found.children > 0)
    throw new AppError("role.referenced", { ...found });
}
