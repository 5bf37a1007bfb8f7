import type { TenantTransaction } from "@gloria/db";
import { type AssignmentDataRow, type ShownAssignment, showAssignments } from "./assignment-queries.ts";
import { coversDay } from "./calendar-dates.ts";
import { type Holdings, settlePrimary } from "./holdings.ts";
import { recordAssignment } from "./record-assignment.ts";
import { changedPrimaries, type Rewritten, rewriteHoldings } from "./rewrite-holdings.ts";

/** A person's assignments after a change. */
export interface ChangedHoldings extends Rewritten {
  /** Of what was closed or opened. */
  readonly shown: ReadonlyMap<string, ShownAssignment>;
}

/**
 * Makes a person's assignments what they are to be, with a primary one among those of today, and has every position that
 * became or ceased to be primary audited; what else has changed is the caller's to tell. The caller has locked the epoch.
 *
 * @param of the assignments that the caller tells of itself
 * @throws AppError `assignment.overlap`, `position.headcount_exceeded`
 */
export async function changeHoldings(
  tx: TenantTransaction,
  before: readonly AssignmentDataRow[],
  after: Holdings,
  today: string,
  of: (row: AssignmentDataRow) => boolean = () => false,
): Promise<ChangedHoldings> {
  const rewritten = await rewriteHoldings(tx, before, settlePrimary(after, today));
  const shown = await showAssignments(
    tx,
    [...rewritten.closed, ...rewritten.opened].map((row) => row.id),
  );
  for (const { was, is } of changedPrimaries(rewritten)) {
    const names = shown.get(is.id);
    if (names !== undefined && !of(is))
      await recordAssignment(tx, "assignment.primary", { before: was, after: is, names });
  }
  return { ...rewritten, shown };
}

/** What is held in a position on a day; null when nothing is. */
export function heldOn({ rows }: Rewritten, positionId: string, day: string): AssignmentDataRow | null {
  return rows.find((row) => row.positionId === positionId && coversDay(row, day)) ?? null;
}
