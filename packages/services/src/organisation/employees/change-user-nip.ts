import { AppError } from "@gloria/core";
import { users } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import {
  diffEntity,
  nextVersion,
  recordAudit,
  snapshotOf,
  type VerbTransaction,
  wantsSnapshot,
} from "../../platform/index.ts";
import { userColumnClasses } from "../users/user-column-classes.ts";
import type { UserDataRow } from "../users/user-queries.ts";

/**
 * Gives a locked user another number, or none, as a change of the user with its own event.
 *
 * @throws AppError `user.nip_in_use`
 */
export async function changeUserNip(tx: VerbTransaction, before: UserDataRow, nip: string | null): Promise<void> {
  const [after] = await tx.db
    .update(users)
    .set({ nip, ...nextVersion(users) })
    .where(and(eq(users.tenantId, tx.tenantId), eq(users.id, before.id)))
    .returning();
  if (after === undefined) throw new AppError("user.not_found");
  await recordAudit(tx, "user.update", {
    entity: { type: "user", id: after.id, version: after.version, label: after.name },
    schoolId: after.homeSchoolId,
    changes: diffEntity(before, after, userColumnClasses),
    ...(wantsSnapshot(after.version) ? { snapshot: snapshotOf(after, userColumnClasses) } : {}),
  });
}
