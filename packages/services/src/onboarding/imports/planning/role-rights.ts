import { isPlatformCode, type PermissionScope, permissionCodes, permissionMatcher } from "@gloria/contracts";
import type { TenantTransaction } from "@gloria/db";
import type { Access, Region } from "@gloria/permissions";

export interface RoleRight {
  readonly code: string;
  readonly scope: PermissionScope;
}

/** What each of these roles allows, inherited rights included. */
export async function loadRoleRights(
  tx: TenantTransaction,
  roleIds: readonly string[],
): Promise<ReadonlyMap<string, readonly RoleRight[]>> {
  const rights = new Map<string, RoleRight[]>(roleIds.map((id) => [id, []]));
  if (roleIds.length === 0) return rights;
  const rows = await tx.sql.unsafe<{ role_id: string; code: string; scope: PermissionScope }[]>(
    `with recursive chain(root, role_id) as (
       select id, id from unnest($2::uuid[]) as id
       union
       select chain.root, e.parent_role_id from gloria.role_edges e join chain on e.child_role_id = chain.role_id
       where e.tenant_id = $1::uuid and e.ended_at is null and e.inherit
     )
     select distinct chain.root as role_id, g.code, g.scope from chain
     join gloria.grants g on g.tenant_id = $1::uuid and g.subject_kind = 'role' and g.subject_id = chain.role_id
     where g.effect = 'ALLOW' and g.ended_at is null and (g.valid_until is null or g.valid_until > now())`,
    [tx.tenantId, [...roleIds]],
  );
  for (const { role_id, code, scope } of rows) rights.get(role_id)?.push({ code, scope });
  return rights;
}

/**
 * What of a role's rights the caller lacks in the place where it is to hold; null when nothing. Nobody grants what they
 * do not hold, unless they may grant anything.
 */
export function firstRightBeyond(access: Access, rights: readonly RoleRight[], schoolId: string | null): string | null {
  if (access.checkRegion("permission:grant_any", { scope: "ALL" }).allowed) return null;
  for (const { code, scope } of rights) {
    const matches = permissionMatcher(code);
    const region = regionOf(scope, schoolId);
    for (const permission of permissionCodes) {
      if (isPlatformCode(permission) || !matches(permission)) continue;
      if (!access.checkRegion(permission, region).allowed) return permission;
    }
  }
  return null;
}

/** Without a school a role reaches the whole foundation. */
function regionOf(scope: PermissionScope, schoolId: string | null): Region {
  if (scope === "OWN") return { scope: "OWN" };
  return scope === "ALL" || schoolId === null ? { scope: "ALL" } : { scope: "SCHOOL", schoolId };
}
