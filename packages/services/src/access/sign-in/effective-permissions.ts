import type { Me } from "@gloria/contracts";
import type { Access } from "@gloria/permissions";

/** What the caller may do anywhere, in the contract's shape. */
export function effectivePermissions(access: Access): Me["permissions"] {
  return access.effective().map((permission) => ({
    code: permission.code,
    scope: permission.scope,
    schoolId: permission.anchor.schoolId,
    departmentId: permission.anchor.departmentId,
    layer: permission.source.layer,
    until: permission.until === null ? null : new Date(permission.until).toISOString(),
  }));
}
