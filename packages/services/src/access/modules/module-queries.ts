import {
  catalogueIdOf,
  findPermission,
  type Locale,
  type Module,
  moduleCodes,
  permissionCodes,
} from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { modules, type TenantTransaction } from "@gloria/db";
import { findText } from "@gloria/i18n";
import type { Access, Target } from "@gloria/permissions";
import { eq } from "drizzle-orm";
import type { ColumnClasses } from "../../platform/index.ts";

export type ModuleDataRow = typeof modules.$inferSelect;

/** How much care each column of a module needs in the audit log. */
export const moduleColumnClasses: ColumnClasses<ModuleDataRow> = {
  tenantId: "bookkeeping",
  id: "bookkeeping",
  code: "internal",
  name: "internal",
  description: "internal",
  isEnabled: "internal",
  sortOrder: "internal",
  isSystem: "bookkeeping",
  version: "bookkeeping",
  createdAt: "bookkeeping",
  updatedAt: "bookkeeping",
};

/** Without these nobody could administer access, or the foundation's settings, any more. */
const required: readonly string[] = ["access", "platform"];

export function isRequired(code: string): boolean {
  return required.includes(code);
}

/** What permissions see of a module: it belongs to the whole foundation. */
export function moduleTarget(tenantId: string): Target {
  return { tenantId, ownerId: null, departmentIds: [], schoolIds: [] };
}

/** One of Gloria's modules, with what the tenant has changed about it; or one of the tenant's own. */
export interface KnownModule {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly description: string | null;
  readonly isOfGloria: boolean;
  readonly isEnabled: boolean;
  readonly sortOrder: number;
  readonly row: ModuleDataRow | null;
}

/** Every module, in the order in which they stand. */
export async function loadModules(tx: TenantTransaction): Promise<KnownModule[]> {
  const rows = await tx.db.select().from(modules).where(eq(modules.tenantId, tx.tenantId));
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const brought = moduleCodes.map((code, place) =>
    moduleOfGloria(code, place, byCode.get(code) ?? null, tx.ctx.locale),
  );
  const own = rows.filter(({ code }) => !isOfGloria(code)).map(ownModule);
  return [...brought, ...own].sort((a, b) => a.sortOrder - b.sortOrder || (a.code < b.code ? -1 : 1));
}

/** @throws AppError `module.not_found` */
export async function findModule(tx: TenantTransaction, id: string): Promise<KnownModule> {
  const found = (await loadModules(tx)).find((module) => module.id === id.toLowerCase());
  if (found === undefined) throw new AppError("module.not_found");
  return found;
}

export function isOfGloria(code: string): boolean {
  return moduleCodes.some((known) => known === code);
}

function moduleOfGloria(code: string, place: number, row: ModuleDataRow | null, locale: Locale): KnownModule {
  return {
    id: catalogueIdOf("module", code),
    code,
    name: findText(locale, `moduleName.${code}`) ?? code,
    description: null,
    isOfGloria: true,
    isEnabled: row?.isEnabled ?? true,
    sortOrder: row?.sortOrder ?? place * 10,
    row,
  };
}

export function ownModule(row: ModuleDataRow): KnownModule {
  return {
    id: row.id,
    code: row.code,
    name: row.name ?? row.code,
    description: row.description,
    isOfGloria: false,
    isEnabled: row.isEnabled,
    sortOrder: row.sortOrder,
    row,
  };
}

/** How many permissions each module has, the tenant's additions included. */
export async function countPermissions(tx: TenantTransaction): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.sql.unsafe<{ module: string; n: number }[]>(
    "select p.module, count(*)::int as n from gloria.permissions p where p.tenant_id = $1::uuid and p.deleted_at is null group by p.module",
    [tx.tenantId],
  );
  const counts = new Map(rows.map(({ module, n }) => [module, n]));
  for (const code of permissionCodes) {
    const module = findPermission(code)?.module;
    if (module !== undefined) counts.set(module, (counts.get(module) ?? 0) + 1);
  }
  return counts;
}

export function toModule(known: KnownModule, permissions: number, tenantId: string, access: Access): Module {
  return {
    id: known.id,
    code: known.code,
    name: known.name,
    description: known.description,
    source: known.isOfGloria ? "catalogue" : "tenant",
    isEnabled: known.isEnabled,
    isRequired: isRequired(known.code),
    permissions,
    sortOrder: known.sortOrder,
    version: known.row?.version ?? null,
    can: { update: access.can("module:update", moduleTarget(tenantId)) },
  };
}
