import {
  type PermissionTemplate,
  type UpdatePermissionTemplateInput,
  updatePermissionTemplateInput,
} from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { permissionTemplates, permissionTemplateVersions } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import {
  assertVersion,
  nextVersion,
  parseInput,
  recordAudit,
  type Services,
  writeInTenant,
} from "../../platform/index.ts";
import { assertTemplateTests } from "../policy-tests/assert-policy-tests.ts";
import { assertBundle } from "./assert-bundle.ts";
import { loadTemplate, lockTemplate, sameRight, templateTarget, toTemplate } from "./template-queries.ts";

/**
 * Changes a template. Other rights become a version of their own, from then on the one that is applied; who has got an
 * earlier one keeps it, and the applications show the difference.
 *
 * Errors: `access.denied`, `permission_template.not_found`, `permission_template.retired`,
 * `permission_template.version_conflict`, `permission_template.code_in_use`, `policy_test.failed`, those of {@link assertBundle}.
 */
export async function updatePermissionTemplate(
  services: Services,
  ctx: TenantContext,
  input: UpdatePermissionTemplateInput,
): Promise<PermissionTemplate> {
  const { id, version, grants: wanted, ...fields } = parseInput(updatePermissionTemplateInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("permission.template:update", templateTarget({ tenantId: tx.tenantId, id }));
    const before = await lockTemplate(tx, id);
    assertVersion("permission_template.version_conflict", version, before.row);
    const grants = wanted === undefined ? null : await assertBundle(tx, before.row.kind, wanted);
    const hasOthers =
      grants !== null &&
      (grants.length !== before.grants.length ||
        grants.some((grant) => !before.grants.some((other) => sameRight(grant, other))));
    const number = before.row.currentVersion + (hasOthers ? 1 : 0);
    if (hasOthers) {
      await tx.db
        .insert(permissionTemplateVersions)
        .values({ tenantId: tx.tenantId, templateId: before.row.id, number, grants, createdBy: access.userId });
    }
    const [after] = await tx.db
      .update(permissionTemplates)
      .set({ ...fields, currentVersion: number, ...nextVersion(permissionTemplates) })
      .where(and(eq(permissionTemplates.tenantId, tx.tenantId), eq(permissionTemplates.id, id)))
      .returning();
    if (after === undefined) throw new AppError("permission_template.not_found");
    await assertTemplateTests(tx, after.id);
    await recordAudit(tx, "permission_template.update", {
      entity: { type: "permission_template", id: after.id, version: after.version, label: after.name },
      snapshot: {
        code: after.code,
        name: after.name,
        description: after.description,
        grantsVersion: number,
        ...(hasOthers ? { grants, grantsBefore: before.grants } : {}),
      },
    });
    return toTemplate(await loadTemplate(tx, id), access);
  });
}
