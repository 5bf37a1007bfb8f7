import { permissionGroups as groupsOfGloria, type Locale, type PermissionGroupEntry } from "@gloria/contracts";
import { permissionGroups, type TenantTransaction } from "@gloria/db";
import { findText } from "@gloria/i18n";
import type { Access } from "@gloria/permissions";
import { eq } from "drizzle-orm";
import { catalogueTarget, groupIdOf } from "./catalogue-queries.ts";

export type GroupDataRow = typeof permissionGroups.$inferSelect;

/** A group that Gloria brings along, or has one of the tenant's rows over it; or the tenant's own. */
export interface Group {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly sortOrder: number;
  readonly isOfGloria: boolean;
  readonly version: number | null;
}

/** Every group, in the order in which they stand. */
export async function loadGroups(tx: TenantTransaction): Promise<Group[]> {
  const rows = await tx.db.select().from(permissionGroups).where(eq(permissionGroups.tenantId, tx.tenantId));
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const brought = groupsOfGloria.map((code, place) => groupOf(code, byCode.get(code), tx.ctx.locale, place));
  const own = rows.filter(({ code }) => !isOfGloria(code)).map((row) => groupOf(row.code, row, tx.ctx.locale, 0));
  return [...brought, ...own].sort((a, b) => a.sortOrder - b.sortOrder || (a.code < b.code ? -1 : 1));
}

export function isOfGloria(code: string): boolean {
  return groupsOfGloria.some((known) => known === code);
}

export function groupOf(code: string, row: GroupDataRow | undefined, locale: Locale, place: number): Group {
  return {
    id: isOfGloria(code) ? groupIdOf(code) : (row?.id ?? groupIdOf(code)),
    code,
    name: row?.name ?? findText(locale, `permissionGroup.${code}`) ?? code,
    sortOrder: row?.sortOrder ?? place * 10,
    isOfGloria: isOfGloria(code),
    version: row?.version ?? null,
  };
}

export function toGroupEntry(
  { isOfGloria: brought, ...group }: Group,
  permissions: number,
  tenantId: string,
  access: Access,
): PermissionGroupEntry {
  return {
    ...group,
    source: brought ? "catalogue" : "tenant",
    permissions,
    can: { update: access.can("permission:update", catalogueTarget(tenantId)) },
  };
}
