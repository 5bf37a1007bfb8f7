import { findPermission, type Me } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { schools } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, asc, eq, isNull } from "drizzle-orm";
import { listAssignmentsToday, visibleSchools } from "../../organisation/index.ts";
import { readInTenant, recordAudit, type Services, type VerbTransaction, writeInTenant } from "../../platform/index.ts";
import { readBanner } from "../impersonation/read-banner.ts";
import { effectivePermissions } from "./effective-permissions.ts";
import { readProfile } from "./read-profile.ts";

/** The caller: profile, positions held today, effective permissions, modules, and the schools they may narrow to. */
export async function getMe(services: Services, ctx: TenantContext): Promise<Me> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("auth.unauthenticated");
  return readInTenant(services, { ...ctx, schoolId: null }, async (tx) => {
    const access = await tx.access;
    const [{ user, tenant }, positions, mine, { epoch }, impersonation] = await Promise.all([
      readProfile(tx, actor.userId),
      listAssignmentsToday(tx, actor.userId),
      listVisibleSchools(tx),
      tx.opening,
      actor.impersonation === undefined ? null : readBanner(tx, actor.impersonation),
    ]);
    const permissions = effectivePermissions(access);
    return {
      user,
      tenant,
      sessionId: actor.sessionId,
      positions,
      permissions,
      modules: modulesOf(access),
      schools: mine,
      impersonation,
      epoch,
    };
  });
}

/** The caller's effective permissions, as of this very transaction. */
export async function refreshPermissions(
  services: Services,
  ctx: TenantContext,
): Promise<Pick<Me, "permissions" | "epoch">> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("auth.unauthenticated");
  return writeInTenant(services, ctx, async (tx) => {
    const { epoch } = await services.permissions.refresh(tx, actor.userId);
    const access = await services.permissions.accessOfUser(tx, actor.userId);
    await recordAudit(tx, "auth.permissions_refreshed", { entity: { type: "user", id: actor.userId } });
    return { epoch, permissions: effectivePermissions(access) };
  });
}

async function listVisibleSchools(tx: VerbTransaction): Promise<Me["schools"]> {
  const access = await tx.access;
  return tx.db
    .select({ id: schools.id, code: schools.code, name: schools.name, timeZone: schools.timeZone })
    .from(schools)
    .where(and(eq(schools.tenantId, tx.tenantId), isNull(schools.deletedAt), visibleSchools(access)))
    .orderBy(asc(schools.sortName), asc(schools.id))
    .limit(200);
}

/** The modules in which the caller may do anything at all. */
function modulesOf(access: Access): string[] {
  const modules = access.effective().map(({ code }) => findPermission(code)?.module);
  return [...new Set(modules)].filter((module) => module !== undefined).sort();
}
