import { type UpdateUserInput, type User, updateUserInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { type AuditChangeRow, users } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import {
  assertSchoolExists,
  assertVersion,
  diffEntity,
  nextVersion,
  notify,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  type VerbTransaction,
  wantsSnapshot,
  writeInTenant,
} from "../../platform/index.ts";
import { assertMayGiveNip } from "../employees/assert-may-give-nip.ts";
import { assertAdministratorRemains } from "./assert-administrator-remains.ts";
import { userColumnClasses } from "./user-column-classes.ts";
import { findUser, listAssignmentsToday, lockUser, toUser, userCan, userTarget } from "./user-queries.ts";

/**
 * Changes the named fields of a person. Moving somebody to another school, or to none, needs the right at both; another
 * status needs the right to suspend, too, and the NIP of an employee the right to change that employee.
 *
 * Errors: `user.not_found`, `access.denied`, `user.version_conflict`, `school.not_found`, the `…_in_use` codes,
 * `access.last_administrator`.
 */
export async function updateUser(services: Services, ctx: TenantContext, input: UpdateUserInput): Promise<User> {
  const { id, version, ...fields } = parseInput(updateUserInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    if (fields.status !== undefined || fields.homeSchoolId !== undefined) await tx.lockEpoch();
    const [before, held, access] = await Promise.all([lockUser(tx, id), listAssignmentsToday(tx, id), tx.access]);
    if (before.deletedAt !== null) throw new AppError("user.not_found");
    const target = userTarget(before, held);
    access.assert("user:update", target);
    assertVersion("user.version_conflict", version, before);
    if (fields.status !== undefined && fields.status !== before.status) access.assert("user:suspend", target);
    if (fields.homeSchoolId !== undefined && fields.homeSchoolId !== before.homeSchoolId) {
      if (fields.homeSchoolId !== null) await assertSchoolExists(tx, fields.homeSchoolId);
      access.assert("user:update", userTarget({ ...before, homeSchoolId: fields.homeSchoolId }, held));
    }
    if (fields.nip != null && fields.nip !== before.nip) await assertMayGiveNip(tx, access, fields.nip);
    const [after] = await tx.db
      .update(users)
      .set({ ...fields, ...nextVersion(users) })
      .where(and(eq(users.tenantId, tx.tenantId), eq(users.id, id)))
      .returning();
    if (after === undefined) throw new AppError("user.not_found");
    if (before.status === "active" && after.status !== "active") await assertAdministratorRemains(tx);
    const changes = diffEntity(before, after, userColumnClasses);
    const [found] = await Promise.all([
      findUser(tx, id),
      tellAboutChange(tx, id, changes),
      recordAudit(tx, "user.update", {
        entity: { type: "user", id, version: after.version, label: after.name },
        schoolId: after.homeSchoolId,
        changes,
        ...(wantsSnapshot(after.version) ? { snapshot: snapshotOf(after, userColumnClasses) } : {}),
      }),
    ]);
    return toUser(after, found?.homeSchoolName ?? null, held, userCan(access, after, userTarget(after, held)));
  });
}

/** Who is changed by somebody else is told by whom and what, not from what to what: that is theirs to look at. */
async function tellAboutChange(tx: VerbTransaction, id: string, changes: readonly AuditChangeRow[]): Promise<void> {
  const { actor } = tx.ctx;
  if (changes.length === 0 || (actor.kind === "user" && actor.userId === id)) return;
  const by = actor.kind === "user" ? await findUser(tx, actor.userId) : null;
  await notify(tx, {
    type: "user.profile_changed",
    recipientIds: [id],
    entity: { type: "user", id },
    data: { changedBy: by?.user.name ?? null, columns: changes.map((change) => change.path) },
  });
}
