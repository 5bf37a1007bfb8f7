import {
  type PermissionTemplate,
  type RetirePermissionTemplateInput,
  retirePermissionTemplateInput,
} from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { permissionTemplates } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import {
  assertVersion,
  parseInput,
  recordAudit,
  type Services,
  softDeletion,
  writeInTenant,
} from "../../platform/index.ts";
import { loadTemplate, lockTemplate, templateTarget, toTemplate } from "./template-queries.ts";

/**
 * Takes a template out of use. What it was applied to stays, and can still be taken back.
 *
 * Errors: `access.denied`, `permission_template.not_found`, `permission_template.retired`,
 * `permission_template.version_conflict`.
 */
export async function retirePermissionTemplate(
  services: Services,
  ctx: TenantContext,
  input: RetirePermissionTemplateInput,
): Promise<PermissionTemplate> {
  const { id, version } = parseInput(retirePermissionTemplateInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("permission.template:delete", templateTarget({ tenantId: tx.tenantId, id }));
    const { row } = await lockTemplate(tx, id);
    assertVersion("permission_template.version_conflict", version, row);
    await tx.db
      .update(permissionTemplates)
      .set(softDeletion(permissionTemplates, ctx.actor))
      .where(and(eq(permissionTemplates.tenantId, tx.tenantId), eq(permissionTemplates.id, id)));
    await recordAudit(tx, "permission_template.retire", {
      entity: { type: "permission_template", id: row.id, version: row.version + 1, label: row.name },
    });
    return toTemplate(await loadTemplate(tx, id), access);
  });
}
