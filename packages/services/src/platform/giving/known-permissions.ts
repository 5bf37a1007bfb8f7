import {
  isPermissionPattern,
  isPlatformCode,
  parsePermission,
  permissionCodes,
  permissionMatcher,
} from "@gloria/contracts";
import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";

/** What can be granted in a tenant: the catalogue and what the tenant has added; `platform.*` among operators alone. */
export interface KnownPermissions {
  readonly codes: readonly string[];
  readonly isPlatform: boolean;
}

export async function loadKnownPermissions(tx: TenantTransaction): Promise<KnownPermissions> {
  const [row] = await tx.sql.unsafe<{ platform: boolean; additions: string[] }[]>(
    `select t.kind = 'platform' as platform,
       array(select p.code from gloria.permissions p where p.tenant_id = t.id and p.deleted_at is null) as additions
     from gloria.tenants t where t.id = $1::uuid`,
    [tx.tenantId],
  );
  const isPlatform = row?.platform ?? false;
  const catalogued = isPlatform ? permissionCodes : permissionCodes.filter((code) => !isPlatformCode(code));
  return { codes: [...catalogued, ...(row?.additions ?? [])], isPlatform };
}

/** The permissions that a code or a pattern names in this tenant; none for one that is malformed. */
export function permissionsNamedBy(known: KnownPermissions, pattern: string): string[] {
  return known.codes.filter(permissionMatcher(pattern));
}

/**
 * {@link permissionsNamedBy} for what is to be granted.
 *
 * @throws AppError `access.unknown_permission` for a text that names nothing, `access.platform_only`
 */
export function expandForGrant(known: KnownPermissions, pattern: string): string[] {
  const permission = pattern;
  if (!isPermissionPattern(pattern)) throw new AppError("access.unknown_permission", { permission });
  if (!known.isPlatform && isOfPlatform(pattern)) throw new AppError("access.platform_only", { permission });
  const codes = permissionsNamedBy(known, pattern);
  if (codes.length === 0) throw new AppError("access.unknown_permission", { permission });
  return codes;
}

/** Whether a code or pattern is of the operators' own resources; `*` is not: it names whatever there is. */
export function isOfPlatform(pattern: string): boolean {
  return isPlatformCode(pattern) || parsePermission(pattern)?.resource === "platform";
}
