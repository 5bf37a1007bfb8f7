import { isPermissionCode, parsePermission } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";

/**
 * A question is about one permission that there is, in the catalogue or of the tenant's own; of the past also one that
 * the tenant has taken out of its own since.
 *
 * @throws AppError `access.wildcard_refused` for a wildcard or a scope, `access.unknown_permission`, each with the text
 */
export async function assertKnownPermission(tx: TenantTransaction, permission: string, isPast = false): Promise<void> {
  if (isPermissionCode(permission)) return;
  const parsed = parsePermission(permission);
  if (parsed !== null && (parsed.wildcard || parsed.scope !== null)) {
    throw new AppError("access.wildcard_refused", { permission });
  }
  const [known] = await tx.sql.unsafe<{ code: string }[]>(
    "select code from gloria.permissions where tenant_id = $1::uuid and code = $2 and (deleted_at is null or $3) limit 1",
    [tx.tenantId, permission, isPast],
  );
  if (known === undefined) throw new AppError("access.unknown_permission", { permission });
}
