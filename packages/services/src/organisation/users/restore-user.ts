import { type User, userIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { users } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import {
  assertSchoolExists,
  diffEntity,
  parseInput,
  recordAudit,
  restoration,
  type Services,
  snapshotOf,
  writeInTenant,
} from "../../platform/index.ts";
import { userColumnClasses } from "./user-column-classes.ts";
import { findUser, listAssignmentsToday, lockUser, toUser, userCan, userTarget } from "./user-queries.ts";

/**
 * Takes a soft deletion back. Restoring a living person changes nothing.
 *
 * Errors: `user.not_found`, `access.denied`, `user.merged`, `user.purged`, `school.not_found` when their school is
 * deleted itself, and an `…_in_use` code when another person has taken the e-mail, NIP or sign-in name meanwhile.
 */
export async function restoreUser(services: Services, ctx: TenantContext, input: { id: string }): Promise<User> {
  const { id } = parseInput(userIdInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.lockEpoch();
    const [before, held, access] = await Promise.all([lockUser(tx, id), listAssignmentsToday(tx, id), tx.access]);
    const target = userTarget(before, held);
    access.assert("user:restore", target);
    const named = await findUser(tx, id);
    if (before.deletedAt === null)
      return toUser(before, named?.homeSchoolName ?? null, held, userCan(access, before, target));
    if (before.purgedAt !== null) throw new AppError("user.purged");
    if (before.mergedInto !== null) throw new AppError("user.merged", { survivorId: before.mergedInto });
    if (before.homeSchoolId !== null) await assertSchoolExists(tx, before.homeSchoolId);
    const [after] = await tx.db
      .update(users)
      .set(restoration(users))
      .where(and(eq(users.tenantId, tx.tenantId), eq(users.id, id)))
      .returning();
    if (after === undefined) throw new AppError("user.not_found");
    await recordAudit(tx, "user.restore", {
      entity: { type: "user", id, version: after.version, label: after.name },
      schoolId: after.homeSchoolId,
      changes: diffEntity(before, after, userColumnClasses),
      snapshot: snapshotOf(after, userColumnClasses),
    });
    return toUser(after, named?.homeSchoolName ?? null, held, userCan(access, after, target));
  });
}
