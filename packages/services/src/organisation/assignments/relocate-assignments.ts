import { newId } from "@gloria/core";
import { assignments, type TenantTransaction } from "@gloria/db";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { type AssignmentDataRow, showAssignments } from "./assignment-queries.ts";
import { recordAssignment } from "./record-assignment.ts";
import { todayIn } from "./today-in.ts";

type Place = Pick<AssignmentDataRow, "schoolId" | "departmentId">;

/** Rows of one insert: far below the 65,535 parameters of a statement. */
const batch = 1_000;

/** An assignment at its old and at its new place. */
interface Relocated {
  readonly before: AssignmentDataRow;
  readonly after: AssignmentDataRow;
}

/**
 * Takes assignments of today and later to another place. What an assignment says of its place decides the scope of its
 * rights, and rows that decide are closed, never rewritten: each is closed and opened anew, and one already begun is
 * divided at today, so that who held what where until now stays told. Each is audited, all of them as one batch. The
 * caller has locked the epoch.
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
  const drafts = closed.flatMap((before) => {
    const {
      createdEpoch: _epoch,
      createdAt: _at,
      endedEpoch: _endEpoch,
      endedAt: _endAt,
      endedBy: _endBy,
      ...row
    } = before;
    const after = { ...row, ...placeOf(row), id: newId(), createdBy: actorId };
    return row.validFrom >= today
      ? [{ before, row: after }]
      : [
          { before, row: { ...row, id: newId(), createdBy: actorId, validUntil: today } },
          { before, row: { ...after, validFrom: today } },
        ];
  });
  const opened: AssignmentDataRow[] = [];
  for (let at = 0; at < drafts.length; at += batch) {
    // A statement after the closing one: the exclusion constraints must find the old rows closed.
    opened.push(
      ...(await tx.db
        .insert(assignments)
        .values(drafts.slice(at, at + batch).map(({ row }) => row))
        .returning()),
    );
  }
  const origins = new Map(drafts.map(({ before, row }) => [row.id, before]));
  const relocated = opened
    .filter((row) => row.validFrom >= today)
    .flatMap((after): Relocated[] => {
      const before = origins.get(after.id);
      return before === undefined ? [] : [{ before, after }];
    });
  await recordRelocations(tx, relocated);
  return relocated.map(({ after }) => after);
}

async function recordRelocations(tx: TenantTransaction, relocated: readonly Relocated[]): Promise<void> {
  const shown = await showAssignments(
    tx,
    relocated.map(({ after }) => after.id),
  );
  const batchId = newId();
  await Promise.all(
    relocated.map(async ({ before, after }) => {
      const names = shown.get(after.id);
      if (names !== undefined) await recordAssignment(tx, "assignment.move", { before, after, names, batchId });
    }),
  );
}
