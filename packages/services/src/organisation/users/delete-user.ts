import { deleteUserInput, type User } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { sessions, users } from "@gloria/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import {
  assertVersion,
  diffEntity,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  softDeletion,
  writeInTenant,
} from "../../platform/index.ts";
import { assertAdministratorRemains } from "./assert-administrator-remains.ts";
import { userColumnClasses } from "./user-column-classes.ts";
import { findUser, listAssignmentsToday, lockUser, toUser, userCan, userTarget } from "./user-queries.ts";

/**
 * Deletes a person softly: they can no longer sign in, their sessions end with the same commit, and they can be
 * restored. Deleting twice changes nothing the second time.
 *
 * Errors: `user.not_found`, `access.denied`, `user.version_conflict`, `user.delete_self`, `access.last_administrator`.
 */
export async function deleteUser(
  services: Services,
  ctx: TenantContext,
  input: { id: string; version?: number | undefined },
): Promise<User> {
  const { id, version } = parseInput(deleteUserInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.lockEpoch();
    const [before, held, access] = await Promise.all([lockUser(tx, id), listAssignmentsToday(tx, id), tx.access]);
    const target = userTarget(before, held);
    access.assert("user:delete", target);
    if (ctx.actor.kind === "user" && ctx.actor.userId === id) throw new AppError("user.delete_self");
    const named = await findUser(tx, id);
    if (before.deletedAt !== null)
      return toUser(before, named?.homeSchoolName ?? null, held, userCan(access, before, target));
    assertVersion("user.version_conflict", version, before);
    const [after] = await tx.db
      .update(users)
      .set(softDeletion(users, ctx.actor))
      .where(and(eq(users.tenantId, tx.tenantId), eq(users.id, id)))
      .returning();
    if (after === undefined) throw new AppError("user.not_found");
    await assertAdministratorRemains(tx);
    await Promise.all([
      tx.db
        .update(sessions)
        .set({ revokedAt: sql`now()`, revokeReason: "user_deleted" })
        .where(and(eq(sessions.tenantId, tx.tenantId), eq(sessions.userId, id), isNull(sessions.revokedAt))),
      recordAudit(tx, "user.delete", {
        entity: { type: "user", id, version: after.version, label: after.name },
        schoolId: after.homeSchoolId,
        changes: diffEntity(before, after, userColumnClasses),
        snapshot: snapshotOf(after, userColumnClasses),
      }),
    ]);
    return toUser(after, named?.homeSchoolName ?? null, held, userCan(access, after, target));
  });
}
