import type { PermissionTemplate, TemplateGrant } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { permissionTemplates, permissionTemplateVersions, type TenantTransaction } from "@gloria/db";
import type { Access, Target } from "@gloria/permissions";
import { and, eq, sql } from "drizzle-orm";

export type TemplateDataRow = typeof permissionTemplates.$inferSelect;

/** What permissions see of a template: it belongs to the whole foundation. */
export function templateTarget({ tenantId, id }: Pick<TemplateDataRow, "tenantId" | "id">): Target {
  return { tenantId, ownerId: null, departmentIds: [], schoolIds: [], resource: { type: "permission.template", id } };
}

/** Templates with the rights of their current version; conditions, order and limit are the caller's. */
export function selectTemplates(tx: TenantTransaction) {
  return tx.db
    .select({
      row: permissionTemplates,
      grants: permissionTemplateVersions.grants,
      applications: sql<number>`(select count(*)::int from gloria.permission_template_applications a
        where a.tenant_id = "permission_templates"."tenant_id" and a.template_id = "permission_templates"."id" and a.taken_back_at is null)`,
    })
    .from(permissionTemplates)
    .innerJoin(
      permissionTemplateVersions,
      and(
        eq(permissionTemplateVersions.tenantId, permissionTemplates.tenantId),
        eq(permissionTemplateVersions.templateId, permissionTemplates.id),
        eq(permissionTemplateVersions.number, permissionTemplates.currentVersion),
      ),
    );
}

export type LoadedTemplate = Awaited<ReturnType<typeof selectTemplates>>[number];

/** One template, retired or not. @throws AppError `permission_template.not_found` */
export async function loadTemplate(tx: TenantTransaction, id: string): Promise<LoadedTemplate> {
  const [loaded] = await selectTemplates(tx).where(
    and(eq(permissionTemplates.tenantId, tx.tenantId), eq(permissionTemplates.id, id)),
  );
  if (loaded === undefined) throw new AppError("permission_template.not_found");
  return loaded;
}

/** One template that is in use, locked until the transaction ends. @throws AppError `permission_template.not_found`, `permission_template.retired` */
export async function lockTemplate(tx: TenantTransaction, id: string): Promise<LoadedTemplate> {
  await tx.db
    .select({ id: permissionTemplates.id })
    .from(permissionTemplates)
    .where(and(eq(permissionTemplates.tenantId, tx.tenantId), eq(permissionTemplates.id, id)))
    .for("update");
  const loaded = await loadTemplate(tx, id);
  if (loaded.row.deletedAt !== null) throw new AppError("permission_template.retired");
  return loaded;
}

export function toTemplate({ row, grants, applications }: LoadedTemplate, access: Access): PermissionTemplate {
  const target = templateTarget(row);
  const alive = row.deletedAt === null;
  return {
    id: row.id,
    kind: row.kind,
    code: row.code,
    name: row.name,
    description: row.description,
    grantsVersion: row.currentVersion,
    grants: grants.map(toTemplateGrant),
    applications,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    retiredAt: row.deletedAt?.toISOString() ?? null,
    can: {
      update: alive && access.can("permission.template:update", target),
      retire: alive && access.can("permission.template:delete", target),
      apply: alive && access.can("permission.template:assign", target),
    },
  };
}

export function toTemplateGrant({ code, effect, scope, condition }: TemplateGrant): TemplateGrant {
  return { code, effect, scope, condition };
}

/** Two rights that say the same. */
export function sameRight(a: TemplateGrant, b: TemplateGrant): boolean {
  return a.code === b.code && a.effect === b.effect && a.scope === b.scope && a.condition === b.condition;
}
