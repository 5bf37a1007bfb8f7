import {
  type CreatePermissionGroupInput,
  createPermissionGroupInput,
  permissionGroups as groupsOfGloria,
  type PermissionGroupEntry,
  type UpdatePermissionGroupInput,
  updatePermissionGroupInput,
} from "@gloria/contracts";
import { AppError, newId, type TenantContext } from "@gloria/core";
import { permissionGroups } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, eq } from "drizzle-orm";
import {
  nextVersion,
  parseInput,
  recordAudit,
  type Services,
  type VerbTransaction,
  writeInTenant,
} from "../../platform/index.ts";
import { catalogueTarget, groupIdOf, loadCatalogue } from "./catalogue-queries.ts";
import { type GroupDataRow, groupOf, isOfGloria, toGroupEntry } from "./group-queries.ts";

/** A heading of the tenant's own. Errors: `access.denied`, `permission_group.code_in_use`. */
export async function createPermissionGroup(
  services: Services,
  ctx: TenantContext,
  input: CreatePermissionGroupInput,
): Promise<PermissionGroupEntry> {
  const fields = parseInput(createPermissionGroupInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.shareEpoch();
    const access = await tx.access;
    access.assert("permission:create", catalogueTarget(tx.tenantId));
    if (isOfGloria(fields.code)) throw new AppError("permission_group.code_in_use", { group: fields.code });
    const [row] = await tx.db
      .insert(permissionGroups)
      .values({ ...fields, tenantId: tx.tenantId, id: newId() })
      .returning();
    if (row === undefined) throw new Error("insert returned no row");
    await record(tx, "permission_group.create", null, row);
    return entryOf(tx, access, row);
  });
}

/**
 * Changes name or place of a heading, also of one of Gloria's own.
 *
 * Errors: `access.denied`, `permission_group.not_found`, `permission_group.version_conflict`.
 */
export async function updatePermissionGroup(
  services: Services,
  ctx: TenantContext,
  input: UpdatePermissionGroupInput,
): Promise<PermissionGroupEntry> {
  const { id, version, ...fields } = parseInput(updatePermissionGroupInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.shareEpoch();
    const access = await tx.access;
    access.assert("permission:update", catalogueTarget(tx.tenantId));
    const ofGroup = and(eq(permissionGroups.tenantId, tx.tenantId), eq(permissionGroups.id, id));
    const [before] = await tx.db.select().from(permissionGroups).where(ofGroup).for("update");
    if (before === undefined) return bringIn(tx, access, id, version, fields);
    if (version !== undefined && version !== before.version) {
      throw new AppError("permission_group.version_conflict", { seen: version, current: before.version });
    }
    const [after] = await tx.db
      .update(permissionGroups)
      .set({ ...fields, ...nextVersion(permissionGroups) })
      .where(ofGroup)
      .returning();
    if (after === undefined) throw new Error("a locked row is gone");
    await record(tx, "permission_group.update", before, after);
    return entryOf(tx, access, after);
  });
}

/** The first change of a group that Gloria brings along is a row of its own. */
async function bringIn(
  tx: VerbTransaction,
  access: Access,
  id: string,
  version: number | undefined,
  fields: { readonly name?: string | undefined; readonly sortOrder?: number | undefined },
): Promise<PermissionGroupEntry> {
  const place = groupsOfGloria.findIndex((code) => groupIdOf(code) === id.toLowerCase());
  const code = groupsOfGloria[place];
  if (code === undefined) throw new AppError("permission_group.not_found");
  if (version !== undefined) throw new AppError("permission_group.version_conflict", { seen: version, current: null });
  const shown = groupOf(code, undefined, tx.ctx.locale, place);
  const [row] = await tx.db
    .insert(permissionGroups)
    .values({
      tenantId: tx.tenantId,
      id: shown.id,
      code,
      name: fields.name ?? shown.name,
      sortOrder: fields.sortOrder ?? shown.sortOrder,
    })
    .onConflictDoNothing()
    .returning();
  if (row === undefined) throw new AppError("permission_group.version_conflict", { seen: null, current: 1 });
  await record(tx, "permission_group.update", null, row);
  return entryOf(tx, access, row);
}

async function entryOf(tx: VerbTransaction, access: Access, row: GroupDataRow): Promise<PermissionGroupEntry> {
  const catalogue = await loadCatalogue(tx, access);
  const under = catalogue.filter(({ group }) => group === row.code).length;
  return toGroupEntry(groupOf(row.code, row, tx.ctx.locale, 0), under, tx.tenantId, access);
}

function record(
  tx: VerbTransaction,
  action: "permission_group.create" | "permission_group.update",
  before: GroupDataRow | null,
  after: GroupDataRow,
): Promise<void> {
  const told = ["code", "name", "sortOrder"] as const;
  return recordAudit(tx, action, {
    entity: { type: "permission_group", id: after.id, version: after.version, label: after.name },
    changes: told.flatMap((path) => {
      const [from, to] = [before?.[path], after[path]];
      if (from === to) return [];
      return [
        from === undefined
          ? { path, op: "add" as const, to, class: "internal" }
          : { path, op: "replace" as const, from, to, class: "internal" },
      ];
    }),
    snapshot: { code: after.code, name: after.name, sortOrder: after.sortOrder },
  });
}
