import {
  type ListPermissionTemplatesInput,
  type ListRoleTemplatesInput,
  type ListTemplateVersionsInput,
  listPermissionTemplatesInput,
  listRoleTemplatesInput,
  listTemplateVersionsInput,
  type Page,
  type PermissionTemplate,
  type PermissionTemplateIdInput,
  type PermissionTemplatePage,
  permissionTemplateIdInput,
  type TemplateVersion,
} from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { permissionTemplates, permissionTemplateVersions } from "@gloria/db";
import { and, asc, desc, eq, isNotNull, isNull, lt, sql } from "drizzle-orm";
import { z } from "zod";
import {
  beginsNameOrCode,
  decodeCursor,
  pageFrom,
  parseInput,
  readInTenant,
  type Services,
  textKey,
} from "../../platform/index.ts";
import { loadTemplate, selectTemplates, toTemplate, toTemplateGrant } from "./template-queries.ts";

const sort = "name";

/** Templates by name; they belong to the whole foundation, so whoever may read them reads all. Errors: `access.denied`. */
export async function listPermissionTemplates(
  services: Services,
  ctx: TenantContext,
  input: ListPermissionTemplatesInput,
): Promise<PermissionTemplatePage> {
  const { limit, cursor, kind, q, retired } = parseInput(listPermissionTemplatesInput, input);
  const after = decodeCursor(cursor, sort, textKey);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("permission.template:read");
    const rows = await selectTemplates(tx)
      .where(
        and(
          eq(permissionTemplates.tenantId, tx.tenantId),
          retired ? isNotNull(permissionTemplates.deletedAt) : isNull(permissionTemplates.deletedAt),
          kind === undefined ? undefined : eq(permissionTemplates.kind, kind),
          q === undefined ? undefined : beginsNameOrCode(q, permissionTemplates.name, permissionTemplates.code),
          after === null
            ? undefined
            : sql`(${permissionTemplates.name}, ${permissionTemplates.id}) > (${after[0]}, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(asc(permissionTemplates.name), asc(permissionTemplates.id))
      .limit(limit + 1);
    const page = pageFrom(
      rows,
      limit,
      (loaded) => toTemplate(loaded, access),
      ({ row }) => ({ sort, after: [row.name, row.id] }),
    );
    return { ...page, can: { create: access.can("permission.template:create") } };
  });
}

/** {@link listPermissionTemplates} of roles. */
export async function listRoleTemplates(
  services: Services,
  ctx: TenantContext,
  input: ListRoleTemplatesInput,
): Promise<PermissionTemplatePage> {
  return listPermissionTemplates(services, ctx, { ...parseInput(listRoleTemplatesInput, input), kind: "role" });
}

/** Errors: `access.denied`, `permission_template.not_found`. */
export async function getPermissionTemplate(
  services: Services,
  ctx: TenantContext,
  input: PermissionTemplateIdInput,
): Promise<PermissionTemplate> {
  const { id } = parseInput(permissionTemplateIdInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("permission.template:read");
    return toTemplate(await loadTemplate(tx, id), access);
  });
}

const versionSort = "-number";
const versionKey = z.tuple([z.int()]);

/** What a template held at each time, newest first. Errors: `access.denied`, `permission_template.not_found`. */
export async function listTemplateVersions(
  services: Services,
  ctx: TenantContext,
  input: ListTemplateVersionsInput,
): Promise<Page<TemplateVersion>> {
  const { id, limit, cursor } = parseInput(listTemplateVersionsInput, input);
  const after = decodeCursor(cursor, versionSort, versionKey);
  return readInTenant(services, ctx, async (tx) => {
    (await tx.access).assert("permission.template:read");
    const { row } = await loadTemplate(tx, id);
    const rows = await tx.db
      .select()
      .from(permissionTemplateVersions)
      .where(
        and(
          eq(permissionTemplateVersions.tenantId, tx.tenantId),
          eq(permissionTemplateVersions.templateId, row.id),
          after === null ? undefined : lt(permissionTemplateVersions.number, after[0]),
        ),
      )
      .orderBy(desc(permissionTemplateVersions.number))
      .limit(limit + 1);
    return pageFrom(
      rows,
      limit,
      ({ number, grants, createdAt, createdBy }) => ({
        number,
        grants: grants.map(toTemplateGrant),
        createdAt: createdAt.toISOString(),
        createdBy,
      }),
      ({ number }) => ({ sort: versionSort, after: [number] }),
    );
  });
}
