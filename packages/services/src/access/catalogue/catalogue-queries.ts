import {
  catalogueIdOf,
  findPermission,
  isPlatformCode,
  type Locale,
  type PermissionDefinition,
  type PermissionEntry,
  parsePermission,
  permissionCodes,
  permissionIdOf,
} from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { permissions, type TenantTransaction, tenants } from "@gloria/db";
import { findText } from "@gloria/i18n";
import type { Access, Target } from "@gloria/permissions";
import { and, eq, isNull } from "drizzle-orm";
import type { ColumnClasses } from "../../platform/index.ts";

export type PermissionDataRow = typeof permissions.$inferSelect;

/** How much care each column of a tenant's permission needs in the audit log. */
export const permissionColumnClasses: ColumnClasses<PermissionDataRow> = {
  tenantId: "bookkeeping",
  id: "bookkeeping",
  code: "internal",
  name: "internal",
  description: "internal",
  module: "internal",
  permissionGroup: "internal",
  sortOrder: "internal",
  delegable: "internal",
  sensitive: "internal",
  definitiveOnly: "internal",
  version: "bookkeeping",
  createdAt: "bookkeeping",
  updatedAt: "bookkeeping",
  deletedAt: "internal",
  deletedBy: "internal",
};

/** What permissions see of the catalogue: it belongs to the whole foundation. */
export function catalogueTarget(tenantId: string): Target {
  return { tenantId, ownerId: null, departmentIds: [], schoolIds: [] };
}

/** What the tenant has added, and whether it is the operators' own. */
async function loadAdditions(tx: TenantTransaction): Promise<{ rows: PermissionDataRow[]; isPlatform: boolean }> {
  const [rows, [tenant]] = await Promise.all([
    tx.db
      .select()
      .from(permissions)
      .where(and(eq(permissions.tenantId, tx.tenantId), isNull(permissions.deletedAt))),
    tx.db.select({ kind: tenants.kind }).from(tenants).where(eq(tenants.id, tx.tenantId)),
  ]);
  return { rows, isPlatform: tenant?.kind === "platform" };
}

/** All that can be granted in the tenant, by code. */
export async function loadCatalogue(tx: TenantTransaction, access: Access): Promise<PermissionEntry[]> {
  const { rows, isPlatform } = await loadAdditions(tx);
  const can = catalogueCan(tx, access);
  const brought = permissionCodes
    .filter((code) => isPlatform || !isPlatformCode(code))
    .flatMap((code, place) => {
      const definition = findPermission(code);
      return definition === null ? [] : [toCatalogueEntry(definition, place, tx.ctx.locale)];
    });
  return [...brought, ...rows.map((row) => toPermissionEntry(row, can))].sort((a, b) => (a.code < b.code ? -1 : 1));
}

export function catalogueCan(tx: TenantTransaction, access: Access): PermissionEntry["can"] {
  const target = catalogueTarget(tx.tenantId);
  return { update: access.can("permission:update", target), delete: access.can("permission:delete", target) };
}

const untouchable = { update: false, delete: false };

function toCatalogueEntry(definition: PermissionDefinition, sortOrder: number, locale: Locale): PermissionEntry {
  const { resource = definition.code, action = "" } = parsePermission(definition.code) ?? {};
  return {
    ...definition,
    id: permissionIdOf(definition.code),
    resource,
    action,
    name: nameOf(resource, action, locale),
    description: null,
    source: "catalogue",
    sortOrder,
    version: null,
    can: untouchable,
  };
}

/** How Gloria's own permissions are called: the resource, then what is done to it. */
export function nameOf(resource: string, action: string, locale: Locale): string {
  const what = findText(locale, `permissionResource.${resource}`) ?? resource;
  return `${what}: ${findText(locale, `permissionAction.${action}`) ?? action}`;
}

export function toPermissionEntry(row: PermissionDataRow, can: PermissionEntry["can"]): PermissionEntry {
  const { resource = row.code, action = "" } = parsePermission(row.code) ?? {};
  return {
    id: row.id,
    code: row.code,
    resource,
    action,
    name: row.name,
    description: row.description,
    module: row.module,
    group: row.permissionGroup,
    delegable: row.delegable,
    sensitive: row.sensitive,
    definitiveOnly: row.definitiveOnly,
    source: "tenant",
    sortOrder: row.sortOrder,
    version: row.version,
    can,
  };
}

/**
 * A permission that the tenant added, locked until the transaction ends.
 *
 * @throws AppError `permission.protected` for one of the catalogue, `permission.not_found`
 */
export async function lockAddition(tx: TenantTransaction, id: string): Promise<PermissionDataRow> {
  const [row] = await tx.db
    .select()
    .from(permissions)
    .where(and(eq(permissions.tenantId, tx.tenantId), eq(permissions.id, id), isNull(permissions.deletedAt)))
    .for("update");
  if (row !== undefined) return row;
  const catalogued = permissionCodes.find((code) => permissionIdOf(code) === id.toLowerCase());
  if (catalogued !== undefined) throw new AppError("permission.protected", { permission: catalogued });
  throw new AppError("permission.not_found");
}

/** A group's id: that of its row, or the one that Gloria's own have everywhere. */
export function groupIdOf(code: string): string {
  return catalogueIdOf("group", code);
}
