import { type PermissionScope, permissionCodes, permissionMatcher } from "@gloria/contracts";
import type { TenantTransaction } from "@gloria/db";
import type { EffectivePermission } from "@gloria/permissions";

interface RoleGrant {
  readonly id: string;
  readonly code: string;
  readonly scope: PermissionScope;
  readonly resource_type: string | null;
  readonly resource_id: string | null;
}

/**
 * What a role, with all it inherits from, would give to somebody who gets it over no school or department. Conditions,
 * windows and denials, which only narrow it, are left aside.
 */
export async function listRolePermissions(tx: TenantTransaction, roleId: string): Promise<EffectivePermission[]> {
  const grants = await tx.sql.unsafe<RoleGrant[]>(
    `with recursive up(id) as (
       select $2::uuid
       union
       select e.parent_role_id from gloria.role_edges e join up on e.child_role_id = up.id
       where e.tenant_id = $1::uuid and e.ended_at is null and e.inherit
     )
     select g.id, g.code, g.scope, g.resource_type, g.resource_id from gloria.grants g join up on g.subject_id = up.id
     where g.tenant_id = $1::uuid and g.subject_kind = 'role' and g.effect = 'ALLOW' and g.ended_at is null
       and (g.valid_until is null or g.valid_until > now())`,
    [tx.tenantId, roleId],
  );
  return grants.flatMap((grant) =>
    permissionCodes.filter(permissionMatcher(grant.code)).map((code) => ({
      code,
      scope: grant.scope,
      anchor: { schoolId: null, departmentId: null },
      resource:
        grant.resource_type === null || grant.resource_id === null
          ? null
          : { type: grant.resource_type, id: grant.resource_id },
      source: {
        layer: "ROLE",
        ruleId: grant.id,
        roleId,
        positionId: null,
        assignmentId: null,
        delegationId: null,
        delegatorId: null,
      },
      until: null,
      limited: false,
    })),
  );
}
