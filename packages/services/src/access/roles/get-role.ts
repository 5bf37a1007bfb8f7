import { type Role, roleByCodeInput, roleIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { roles } from "@gloria/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { loadRole, roleTarget, selectRoles, toRole } from "./role-queries.ts";

/** One role by id, deleted or not. Errors: `access.denied`, `role.not_found`. */
export async function getRole(services: Services, ctx: TenantContext, input: { id: string }): Promise<Role> {
  const { id } = parseInput(roleIdInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("role:read");
    const loaded = await loadRole(tx, id);
    access.assert("role:read", roleTarget(loaded.role));
    return toRole(loaded, access);
  });
}

/** The living role with this code, in any letter case. Errors: `access.denied`, `role.not_found`. */
export async function getRoleByCode(services: Services, ctx: TenantContext, input: { code: string }): Promise<Role> {
  const { code } = parseInput(roleByCodeInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("role:read");
    const [loaded] = await selectRoles(tx).where(
      and(eq(roles.tenantId, tx.tenantId), sql`lower(${roles.code}) = lower(${code})`, isNull(roles.deletedAt)),
    );
    if (loaded === undefined) throw new AppError("role.not_found");
    access.assert("role:read", roleTarget(loaded.role));
    return toRole(loaded, access);
  });
}
