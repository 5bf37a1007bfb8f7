import { type CreateRoleInput, createRoleInput, type RoleChange } from "@gloria/contracts";
import { newId, type TenantContext } from "@gloria/core";
import { roles } from "@gloria/db";
import { additionsOf, parseInput, recordAudit, type Services, snapshotOf } from "../../platform/index.ts";
import { changeRights } from "../escalation/index.ts";
import { loadRole, roleColumnClasses, roleTarget, toRole } from "./role-queries.ts";

/** Makes a role, which gives nothing yet. Errors: `access.denied`, `role.code_in_use`. */
export async function createRole(services: Services, ctx: TenantContext, input: CreateRoleInput): Promise<RoleChange> {
  const fields = parseInput(createRoleInput, input);
  const { epoch, role } = await changeRights(services, ctx, { dryRun: false }, async (tx, access) => {
    const id = newId();
    access.assert("role:create", roleTarget({ tenantId: tx.tenantId, id }));
    const [row] = await tx.db
      .insert(roles)
      .values({ ...fields, tenantId: tx.tenantId, id })
      .returning();
    if (row === undefined) throw new Error("insert returned no row");
    await recordAudit(tx, "role.create", {
      entity: { type: "role", id, version: row.version, label: row.name },
      changes: additionsOf(row, roleColumnClasses),
      snapshot: snapshotOf(row, roleColumnClasses),
    });
    return { role: toRole(await loadRole(tx, id), access) };
  });
  return { epoch, role };
}
