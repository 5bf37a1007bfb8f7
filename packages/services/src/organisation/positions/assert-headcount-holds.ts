import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import { judgeHeadcount } from "../assignments/acting-rules.ts";
import { loadHolders } from "../assignments/assignment-queries.ts";
import { todayIn } from "../assignments/today-in.ts";
import type { PositionDataRow } from "./position-queries.ts";

/** Days that an error names at most. */
const namedDays = 10;

/**
 * Refuses a headcount below the most who hold the position, definitively or as Plt, on any day from today on. The
 * caller has locked the epoch: nobody is appointed meanwhile.
 *
 * @throws AppError `position.headcount_below_holders` with {headcount, holders, days}: the most there are, and the days
 * from which on they are too many
 */
export async function assertHeadcountHolds(
  tx: TenantTransaction,
  position: Pick<PositionDataRow, "id" | "schoolId">,
  headcount: number,
): Promise<void> {
  const today = await todayIn(tx, position.schoolId);
  const rows = await loadHolders(tx, position.id, today);
  const overfull = judgeHeadcount({ validFrom: today, validUntil: null }, rows, headcount);
  if (overfull === null) return;
  const days = overfull.days.slice(0, namedDays);
  throw new AppError("position.headcount_below_holders", { headcount, holders: overfull.holders, days });
}
