import { permissionGroups as groupsOfGloria, moduleCodes } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { modules, permissionGroups, type TenantTransaction } from "@gloria/db";
import { and, eq } from "drizzle-orm";

/**
 * That module and group of a permission exist, in Gloria or in the tenant.
 *
 * @throws AppError `module.not_found`, `permission_group.not_found`
 */
export async function assertHeading(
  tx: TenantTransaction,
  wanted: { readonly module?: string | undefined; readonly group?: string | undefined },
): Promise<void> {
  const { module, group } = wanted;
  if (module !== undefined && !moduleCodes.some((code) => code === module)) {
    const [row] = await tx.db
      .select({ id: modules.id })
      .from(modules)
      .where(and(eq(modules.tenantId, tx.tenantId), eq(modules.code, module)));
    if (row === undefined) throw new AppError("module.not_found", { module });
  }
  if (group !== undefined && !groupsOfGloria.some((code) => code === group)) {
    const [row] = await tx.db
      .select({ id: permissionGroups.id })
      .from(permissionGroups)
      .where(and(eq(permissionGroups.tenantId, tx.tenantId), eq(permissionGroups.code, group)));
    if (row === undefined) throw new AppError("permission_group.not_found", { group });
  }
}
