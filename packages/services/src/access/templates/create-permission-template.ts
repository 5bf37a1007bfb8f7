import {
  type CreatePermissionTemplateInput,
  type CreateRoleTemplateInput,
  createPermissionTemplateInput,
  createRoleTemplateInput,
  type PermissionTemplate,
} from "@gloria/contracts";
import { newId, type TenantContext } from "@gloria/core";
import { permissionTemplates, permissionTemplateVersions } from "@gloria/db";
import { parseInput, recordAudit, type Services, writeInTenant } from "../../platform/index.ts";
import { assertBundle } from "./assert-bundle.ts";
import { loadTemplate, templateTarget, toTemplate } from "./template-queries.ts";

/** Keeps a named bundle of rights. Errors: `access.denied`, `permission_template.code_in_use`, those of {@link assertBundle}. */
export async function createPermissionTemplate(
  services: Services,
  ctx: TenantContext,
  input: CreatePermissionTemplateInput,
): Promise<PermissionTemplate> {
  const { grants: wanted, description, ...fields } = parseInput(createPermissionTemplateInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    const id = newId();
    access.assert("permission.template:create", templateTarget({ tenantId: tx.tenantId, id }));
    const grants = await assertBundle(tx, fields.kind, wanted);
    const values = { ...fields, description: description ?? null, createdBy: access.userId };
    await tx.db.insert(permissionTemplates).values({ ...values, tenantId: tx.tenantId, id });
    await tx.db
      .insert(permissionTemplateVersions)
      .values({ tenantId: tx.tenantId, templateId: id, number: 1, grants, createdBy: access.userId });
    await recordAudit(tx, "permission_template.create", {
      entity: { type: "permission_template", id, version: 1, label: fields.name },
      snapshot: { ...values, grants },
    });
    return toTemplate(await loadTemplate(tx, id), access);
  });
}

/** {@link createPermissionTemplate} for roles. */
export async function createRoleTemplate(
  services: Services,
  ctx: TenantContext,
  input: CreateRoleTemplateInput,
): Promise<PermissionTemplate> {
  return createPermissionTemplate(services, ctx, { ...parseInput(createRoleTemplateInput, input), kind: "role" });
}
