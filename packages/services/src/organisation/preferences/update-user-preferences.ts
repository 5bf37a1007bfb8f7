import { type UpdateUserPreferencesInput, type UserPreferences, updateUserPreferencesInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { userPreferences, users } from "@gloria/db";
import { and, eq, sql } from "drizzle-orm";
import {
  assertVersion,
  diffEntity,
  nextVersion,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  type VerbTransaction,
  wantsSnapshot,
  writeInTenant,
} from "../../platform/index.ts";
import { userColumnClasses } from "../users/user-column-classes.ts";
import { listAssignmentsToday, lockUser, type UserDataRow, userTarget } from "../users/user-queries.ts";
import { mergeWishes, type PreferencesRow, readPreferences, toPreferences } from "./preference-queries.ts";

/**
 * Changes the named choices of a person. Everybody changes their own; another's need `user:update`. Language and zone
 * are changes of the person, with an event there.
 *
 * Errors: `user.not_found`, `access.denied`, `user_preferences.version_conflict`.
 */
export async function updateUserPreferences(
  services: Services,
  ctx: TenantContext,
  input: UpdateUserPreferencesInput,
): Promise<UserPreferences> {
  const { id, version, locale, timeZone, weekStart, notifications } = parseInput(updateUserPreferencesInput, input);
  const isOwn = ctx.actor.kind === "user" && ctx.actor.userId === id;
  return writeInTenant(services, ctx, async (tx) => {
    // The lock on the person makes two changes of their preferences take turns.
    const [user, held, access] = await Promise.all([lockUser(tx, id), listAssignmentsToday(tx, id), tx.access]);
    if (!isOwn) access.assert("user:update", userTarget(user, held));
    if (user.deletedAt !== null) throw new AppError("user.not_found");
    const before = await readPreferences(tx, id);
    assertVersion("user_preferences.version_conflict", version, before);
    const chosen = {
      weekStart: weekStart === undefined ? before.weekStart : weekStart,
      notifications: mergeWishes(before.notifications, notifications ?? {}),
    };
    const [after] = await tx.db
      .insert(userPreferences)
      .values({ tenantId: tx.tenantId, userId: id, ...chosen, version: before.version + 1 })
      .onConflictDoUpdate({
        target: [userPreferences.tenantId, userPreferences.userId],
        set: { ...chosen, version: before.version + 1, updatedAt: sql`now()` },
      })
      .returning();
    if (after === undefined) throw new Error("insert returned no row");
    const [person] = await Promise.all([
      changePerson(tx, user, {
        locale: locale === undefined ? user.locale : locale,
        timeZone: timeZone === undefined ? user.timeZone : timeZone,
      }),
      recordAudit(tx, "user_preferences.update", {
        entity: { type: "user_preferences", id, version: after.version, label: user.name },
        schoolId: user.homeSchoolId,
        changes: changesOf(before, after),
      }),
    ]);
    return toPreferences(tx, person, after, true);
  });
}

async function changePerson(
  tx: VerbTransaction,
  before: UserDataRow,
  wanted: Pick<UserDataRow, "locale" | "timeZone">,
): Promise<UserDataRow> {
  if (before.locale === wanted.locale && before.timeZone === wanted.timeZone) return before;
  const [after] = await tx.db
    .update(users)
    .set({ ...wanted, ...nextVersion(users) })
    .where(and(eq(users.tenantId, tx.tenantId), eq(users.id, before.id)))
    .returning();
  if (after === undefined) throw new AppError("user.not_found");
  await recordAudit(tx, "user.update", {
    entity: { type: "user", id: after.id, version: after.version, label: after.name },
    schoolId: after.homeSchoolId,
    changes: diffEntity(before, after, userColumnClasses),
    ...(wantsSnapshot(after.version) ? { snapshot: snapshotOf(after, userColumnClasses) } : {}),
  });
  return after;
}

/** Each wish is a path of its own, such as `notifications.user.welcome.email`. */
function changesOf(before: PreferencesRow, after: PreferencesRow) {
  const [from, to] = [flat(before), flat(after)];
  const paths = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return diffEntity(from, to, Object.fromEntries(paths.map((path) => [path, "internal" as const])));
}

function flat({ weekStart, notifications }: PreferencesRow): Record<string, unknown> {
  const wishes = Object.entries(notifications).flatMap(([type, channels]) =>
    Object.entries(channels).map(([channel, wanted]) => [`notifications.${type}.${channel}`, wanted] as const),
  );
  return { weekStart, ...Object.fromEntries(wishes) };
}
