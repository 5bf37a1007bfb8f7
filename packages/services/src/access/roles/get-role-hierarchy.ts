import { type RoleHierarchy, roleIdInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { loadHierarchy } from "./hierarchy-queries.ts";
import { loadRole, roleTarget } from "./role-queries.ts";

/** The roles above and below a role, however far, and the steps between. Errors: `access.denied`, `role.not_found`. */
export async function getRoleHierarchy(
  services: Services,
  ctx: TenantContext,
  input: { id: string },
): Promise<RoleHierarchy> {
  const { id } = parseInput(roleIdInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("role:read");
    const { role } = await loadRole(tx, id);
    access.assert("role:read", roleTarget(role));
    return loadHierarchy(tx, role, access);
  });
}
