import { newId } from "@gloria/core";
import { assignments, type TenantTransaction } from "@gloria/db";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { AssignmentDataRow } from "./assignment-queries.ts";
import { commonDays } from "./calendar-dates.ts";
import type { Holding, Holdings } from "./holdings.ts";

/** What a rewriting has closed and opened. */
export interface Rewritten {
  readonly closed: readonly AssignmentDataRow[];
  readonly opened: readonly AssignmentDataRow[];
  /** All that the person holds now, has held or will hold. */
  readonly rows: readonly AssignmentDataRow[];
}

/**
 * Makes one person's assignments what they are to be: rows that are missing in `after` are closed, new ones opened, and
 * none is changed in place, so that who held what where, by whose word, stays told. The caller has locked the epoch.
 *
 * @throws AppError of the constraints: `assignment.overlap`, `assignment.primary_in_use`, `position.headcount_exceeded`
 */
export async function rewriteHoldings(
  tx: TenantTransaction,
  before: readonly AssignmentDataRow[],
  after: Holdings,
): Promise<Rewritten> {
  const kept = new Set<Holding>(after);
  const known = new Set<Holding>(before);
  const closing = before.filter((row) => !kept.has(row));
  const drafts = after.filter((row) => !known.has(row));
  const actorId = tx.ctx.actor.kind === "user" ? tx.ctx.actor.userId : null;
  const closed =
    closing.length === 0
      ? []
      : await tx.db
          .update(assignments)
          .set({ endedAt: sql`now()`, endedBy: actorId })
          .where(
            and(
              eq(assignments.tenantId, tx.tenantId),
              inArray(
                assignments.id,
                closing.map((row) => row.id),
              ),
            ),
          )
          .returning();
  // A statement after the closing one: the constraints must find the old rows closed.
  const opened =
    drafts.length === 0
      ? []
      : await tx.db
          .insert(assignments)
          .values(
            drafts.map((holding) => ({
              ...columnsOf(holding),
              tenantId: tx.tenantId,
              id: newId(),
              createdBy: actorId,
            })),
          )
          .returning();
  return { closed, opened, rows: [...before.filter((row) => kept.has(row)), ...opened] };
}

/** A holding that was cut out of a stored row carries that row's bookkeeping along; it gets its own. */
function columnsOf(holding: Holding) {
  return {
    userId: holding.userId,
    positionId: holding.positionId,
    schoolId: holding.schoolId,
    departmentId: holding.departmentId,
    kind: holding.kind,
    ftePercent: holding.ftePercent,
    validFrom: holding.validFrom,
    validUntil: holding.validUntil,
    isPrimary: holding.isPrimary,
    decreeNumber: holding.decreeNumber,
    appointedBy: holding.appointedBy,
    extensions: holding.extensions,
  };
}

/** Opened rows that are primary, or are not any more, unlike the row they were cut out of. */
export function changedPrimaries({ closed, opened }: Rewritten): { was: AssignmentDataRow; is: AssignmentDataRow }[] {
  return opened.flatMap((is) => {
    const was = closed.find((row) => row.positionId === is.positionId && commonDays(row, is) !== null);
    return was === undefined || was.isPrimary === is.isPrimary ? [] : [{ was, is }];
  });
}
