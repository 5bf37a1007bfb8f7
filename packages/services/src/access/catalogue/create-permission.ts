import {
  type CreatePermissionInput,
  createPermissionInput,
  isPermissionCode,
  type PermissionChange,
  parsePermission,
  patternMatches,
} from "@gloria/contracts";
import { AppError, newId, type TenantContext } from "@gloria/core";
import { grants, permissions } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, eq, isNull, like, ne, sql } from "drizzle-orm";
import {
  additionsOf,
  loadGiver,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  type VerbTransaction,
} from "../../platform/index.ts";
import { changeRights, isOfPlatform } from "../escalation/index.ts";
import { assertHeading } from "./assert-heading.ts";
import { catalogueCan, catalogueTarget, permissionColumnClasses, toPermissionEntry } from "./catalogue-queries.ts";

/**
 * Adds a permission to the tenant's catalogue, of resources and actions of its own. Wildcards that are granted already
 * take it in at once: unless only the administrators' `*:*` does, the caller must be one who may grant anything.
 *
 * Errors: `access.denied`, `access.wildcard_refused`, `access.platform_only`, `permission.code_in_use`,
 * `module.not_found`, `permission_group.not_found`, `access.escalation`.
 */
export async function createPermission(
  services: Services,
  ctx: TenantContext,
  input: CreatePermissionInput,
): Promise<PermissionChange> {
  const { group, ...fields } = parseInput(createPermissionInput, input);
  const { epoch, permission } = await changeRights(services, ctx, { dryRun: false }, async (tx, access) => {
    access.assert("permission:create", catalogueTarget(tx.tenantId));
    assertPlainCode(fields.code);
    await assertHeading(tx, { module: fields.module, group });
    await assertNobodyGains(tx, access, fields.code);
    const [row] = await tx.db
      .insert(permissions)
      .values({ ...fields, permissionGroup: group, tenantId: tx.tenantId, id: newId() })
      .returning();
    if (row === undefined) throw new Error("insert returned no row");
    await recordAudit(tx, "permission.create", {
      entity: { type: "permission", id: row.id, version: row.version, label: row.code },
      changes: additionsOf(row, permissionColumnClasses),
      snapshot: snapshotOf(row, permissionColumnClasses),
    });
    return { permission: toPermissionEntry(row, catalogueCan(tx, access)) };
  });
  return { epoch, permission };
}

/** @throws AppError `access.wildcard_refused`, `access.platform_only`, `permission.code_in_use` */
function assertPlainCode(code: string): void {
  const parsed = parsePermission(code);
  const permission = code;
  if (parsed === null || parsed.wildcard || parsed.scope !== null) {
    throw new AppError("access.wildcard_refused", { permission });
  }
  if (isOfPlatform(code)) throw new AppError("access.platform_only", { permission });
  if (isPermissionCode(code)) throw new AppError("permission.code_in_use", { permission });
}

/** Who was granted a wildcard was granted what it named then; only who may grant anything lets it grow. */
export async function assertNobodyGains(tx: VerbTransaction, access: Access, code: string): Promise<void> {
  if ((await loadGiver(tx, access)).mayGiveAnything()) return;
  const wildcards = await tx.db
    .selectDistinct({ code: grants.code })
    .from(grants)
    .where(
      and(
        eq(grants.tenantId, tx.tenantId),
        eq(grants.effect, "ALLOW"),
        like(grants.code, "%*%"),
        ne(grants.code, "*:*"),
        isNull(grants.endedAt),
        sql`(${grants.validUntil} is null or ${grants.validUntil} > now())`,
      ),
    );
  if (wildcards.some((wildcard) => patternMatches(wildcard.code, code))) {
    throw new AppError("access.escalation", { permission: code });
  }
}
