import type { Me } from "@gloria/contracts";
import type { Access, EffectivePermission } from "@gloria/permissions";

type Item = Me["permissions"][number];

/** What the caller may do anywhere, in the contract's shape. */
export function effectivePermissions(access: Access): Item[] {
  return access.effective().map(effectivePermission);
}

export function effectivePermission(permission: EffectivePermission): Item {
  return {
    code: permission.code,
    scope: permission.scope,
    schoolId: permission.anchor.schoolId,
    departmentId: permission.anchor.departmentId,
    layer: permission.source.layer,
    until: permission.until === null ? null : new Date(permission.until).toISOString(),
  };
}
