import { type PurgeUserInput, type PurgeUserResult, purgeGraceDays, purgeUserInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { users } from "@gloria/db";
import { and, eq, sql } from "drizzle-orm";
import {
  nextVersion,
  parseInput,
  recordAudit,
  type Services,
  type VerbTransaction,
  writeInTenant,
} from "../../platform/index.ts";
import { assertAdministratorRemains } from "./assert-administrator-remains.ts";
import { listAssignmentsToday, lockUser, type UserDataRow, userTarget } from "./user-queries.ts";

/** References whose rows go with the person, as `table.column`; the onboarding domain keeps the catalogue of them. */
export type PurgedPlaces = readonly string[];

/**
 * Purges a deleted person for good: what is theirs is deleted, and what must stay (assignments, who did what in the
 * audit log) is about a pseudonym from now on. It cannot be undone, so the name is typed, the reason is told, and the
 * deletion must lie {@link purgeGraceDays} days back unless `force` is given (a person may ask for erasure sooner).
 * Employee master data is kept by its own rules and is no part of this.
 *
 * Errors: `user.not_found`, `access.denied`, `user.delete_self`, `user.purged`, `user.purge_not_deleted`,
 * `user.purge_name_mismatch`, `user.purge_too_early` with {days, deletedAt}, `access.last_administrator`.
 */
export async function purgeUser(
  services: Services,
  ctx: TenantContext,
  input: PurgeUserInput,
  places: PurgedPlaces,
): Promise<PurgeUserResult> {
  const wanted = parseInput(purgeUserInput, input);
  const { id } = wanted;
  return writeInTenant(services, ctx, async (tx) => {
    await tx.lockEpoch();
    const [before, held, access, { now }] = await Promise.all([
      lockUser(tx, id),
      listAssignmentsToday(tx, id),
      tx.access,
      tx.opening,
    ]);
    access.assert("user:purge", userTarget(before, held));
    if (access.userId === id) throw new AppError("user.delete_self");
    assertPurgeable(before, wanted, now);
    await tx.sql.unsafe("savepoint purging");
    const pseudonym = `#${id.slice(-12)}`;
    const [after] = await tx.db
      .update(users)
      .set({
        name: pseudonym,
        titlePrefix: null,
        titleSuffix: null,
        email: null,
        username: null,
        nip: null,
        phone: null,
        clerkUserId: null,
        lastActiveAt: null,
        locale: null,
        timeZone: null,
        status: "resigned",
        purgedAt: sql`now()`,
        ...nextVersion(users),
      })
      .where(and(eq(users.tenantId, tx.tenantId), eq(users.id, id)))
      .returning();
    if (after?.purgedAt == null) throw new AppError("user.not_found");
    const deleted = await purgePlaces(tx, id, pseudonym, places);
    await assertAdministratorRemains(tx);
    // Written last, so that it is not among the events that lose what they say of the person.
    await recordAudit(tx, "user.purge", {
      entity: { type: "user", id, version: after.version, label: pseudonym },
      schoolId: after.homeSchoolId,
      reason: wanted.reason,
    });
    if (wanted.dryRun) await tx.sql.unsafe("rollback to savepoint purging");
    return { id, pseudonym, purgedAt: after.purgedAt.toISOString(), dryRun: wanted.dryRun, deleted };
  });
}

function assertPurgeable(
  person: UserDataRow,
  { confirmName, force }: { readonly confirmName: string; readonly force: boolean },
  now: Date,
): void {
  if (person.purgedAt !== null) throw new AppError("user.purged");
  if (person.deletedAt === null) throw new AppError("user.purge_not_deleted");
  if (confirmName !== person.name) throw new AppError("user.purge_name_mismatch");
  const dueAt = person.deletedAt.getTime() + purgeGraceDays * 86_400_000;
  if (!force && now.getTime() < dueAt) {
    throw new AppError("user.purge_too_early", { days: purgeGraceDays, deletedAt: person.deletedAt.toISOString() });
  }
}

async function purgePlaces(
  tx: VerbTransaction,
  id: string,
  pseudonym: string,
  places: PurgedPlaces,
): Promise<PurgeUserResult["deleted"]> {
  const [row] = await tx.sql.unsafe<{ counts: string }[]>(
    "select gloria.purge_person($1::uuid, $2, $3::text[])::text as counts",
    [id, pseudonym, places],
  );
  const counts = Object.entries<number>(JSON.parse(row?.counts ?? "{}"));
  return counts.map(([place, rows]) => ({ place, rows })).filter(({ rows }) => rows > 0);
}
