import { newId } from "@gloria/core";
import { assignments, type TenantTransaction } from "@gloria/db";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { todayIn } from "./today-in.ts";

export type AssignmentDataRow = typeof assignments.$inferSelect;
type Place = Pick<AssignmentDataRow, "schoolId" | "departmentId">;

/** Rows of one insert: far below the 65,535 parameters of a statement. */
const batch = 1_000;

/**
 * Takes assignments of today and later to another place. What an assignment says of its place decides the scope of its
 * rights, and rows that decide are closed, never rewritten: each is closed and opened anew, and one already begun is
 * divided at today, so that who held what where until now stays told. The caller has locked the epoch.
 *
 * @param which the assignments, as a condition on their table
 * @param todayAt the school by whose calendar today is meant; null for the foundation's
 * @returns what was opened for today and later
 */
export async function relocateAssignments(
  tx: TenantTransaction,
  which: SQL,
  todayAt: string | null,
  placeOf: (now: Place) => Place,
): Promise<AssignmentDataRow[]> {
  const today = await todayIn(tx, todayAt);
  const actorId = tx.ctx.actor.kind === "user" ? tx.ctx.actor.userId : null;
  const closed = await tx.db
    .update(assignments)
    .set({ endedAt: sql`now()`, endedBy: actorId })
    .where(
      and(
        eq(assignments.tenantId, tx.tenantId),
        isNull(assignments.endedAt),
        sql`(${assignments.validUntil} is null or ${assignments.validUntil} > ${today}::date)`,
        which,
      ),
    )
    .returning();
  const drafts = closed.flatMap(
    ({ createdEpoch: _epoch, createdAt: _at, endedEpoch: _endEpoch, endedAt: _endAt, endedBy: _endBy, ...row }) => {
      const made = { ...row, id: newId(), createdBy: actorId };
      const place = placeOf(row);
      return row.validFrom >= today
        ? [{ ...made, ...place }]
        : [
            { ...made, id: newId(), validUntil: today },
            { ...made, ...place, validFrom: today },
          ];
    },
  );
  const opened: AssignmentDataRow[] = [];
  for (let at = 0; at < drafts.length; at += batch) {
    // A statement after the closing one: the exclusion constraints must find the old rows closed.
    opened.push(
      ...(await tx.db
        .insert(assignments)
        .values(drafts.slice(at, at + batch))
        .returning()),
    );
  }
  return opened.filter((row) => row.validFrom >= today);
}
