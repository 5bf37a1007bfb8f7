import { isPermissionCode, type Locale, parsePermission } from "@gloria/contracts";
import { permissions, type TenantTransaction } from "@gloria/db";
import { findText } from "@gloria/i18n";
import { and, eq, isNull } from "drizzle-orm";

/** What a permission is called in the caller's language; the tenant's own word for its own, and the code for unknown ones. */
export async function permissionTitle(tx: TenantTransaction, code: string): Promise<string> {
  if (isPermissionCode(code)) return catalogueTitle(code, tx.ctx.locale);
  const [row] = await tx.db
    .select({ name: permissions.name })
    .from(permissions)
    .where(and(eq(permissions.tenantId, tx.tenantId), eq(permissions.code, code), isNull(permissions.deletedAt)));
  return row?.name ?? code;
}

function catalogueTitle(code: string, locale: Locale): string {
  const parsed = parsePermission(code);
  if (parsed === null) return code;
  const { resource, action } = parsed;
  const what = findText(locale, `permissionResource.${resource}`) ?? resource;
  return `${what}: ${findText(locale, `permissionAction.${action}`) ?? action}`;
}
