import {
  type AuditAction,
  type ChangeUserStatusInput,
  changeUserStatusInput,
  type PermissionCode,
  type User,
  type UserStatus,
} from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { sessions, users } from "@gloria/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import {
  assertVersion,
  diffEntity,
  nextVersion,
  parseInput,
  recordAudit,
  type Services,
  writeInTenant,
} from "../../platform/index.ts";
import { assertAdministratorRemains } from "./assert-administrator-remains.ts";
import { userColumnClasses } from "./user-column-classes.ts";
import { findUser, listAssignmentsToday, lockUser, toUser, userCan, userTarget } from "./user-queries.ts";

/**
 * Suspends a person: their sessions end with the same commit, their data stays. Suspending twice changes nothing.
 *
 * Errors: `user.not_found`, `access.denied`, `user.version_conflict`, `user.suspend_self`, `access.last_administrator`.
 */
export function suspendUser(services: Services, ctx: TenantContext, input: ChangeUserStatusInput): Promise<User> {
  return changeStatus(services, ctx, input, {
    status: "suspended",
    permission: "user:suspend",
    action: "user.suspend",
  });
}

/** Lets a person in again, by the same right. Errors: `user.not_found`, `access.denied`, `user.version_conflict`. */
export function activateUser(services: Services, ctx: TenantContext, input: ChangeUserStatusInput): Promise<User> {
  return changeStatus(services, ctx, input, { status: "active", permission: "user:suspend", action: "user.activate" });
}

interface StatusChange {
  readonly status: UserStatus;
  readonly permission: PermissionCode;
  readonly action: AuditAction;
}

async function changeStatus(
  services: Services,
  ctx: TenantContext,
  input: ChangeUserStatusInput,
  change: StatusChange,
): Promise<User> {
  const { id, version, reason } = parseInput(changeUserStatusInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.lockEpoch();
    const [before, held, named, access] = await Promise.all([
      lockUser(tx, id),
      listAssignmentsToday(tx, id),
      findUser(tx, id),
      tx.access,
    ]);
    if (before.deletedAt !== null) throw new AppError("user.not_found");
    const target = userTarget(before, held);
    access.assert(change.permission, target);
    if (change.status === "suspended" && access.userId === id) throw new AppError("user.suspend_self");
    const schoolName = named?.homeSchoolName ?? null;
    if (before.status === change.status) return toUser(before, schoolName, held, userCan(access, before, target));
    assertVersion("user.version_conflict", version, before);
    const [after] = await tx.db
      .update(users)
      .set({ status: change.status, ...nextVersion(users) })
      .where(and(eq(users.tenantId, tx.tenantId), eq(users.id, id)))
      .returning();
    if (after === undefined) throw new AppError("user.not_found");
    if (after.status !== "active") {
      await assertAdministratorRemains(tx);
      await tx.db
        .update(sessions)
        .set({ revokedAt: sql`now()`, revokeReason: "user_suspended" })
        .where(and(eq(sessions.tenantId, tx.tenantId), eq(sessions.userId, id), isNull(sessions.revokedAt)));
    }
    await recordAudit(tx, change.action, {
      entity: { type: "user", id, version: after.version, label: after.name },
      schoolId: after.homeSchoolId,
      changes: diffEntity(before, after, userColumnClasses),
      reason: reason ?? null,
    });
    return toUser(after, schoolName, held, userCan(access, after, target));
  });
}
