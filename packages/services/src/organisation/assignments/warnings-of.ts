import type { AssignmentWarning } from "@gloria/contracts";
import type { TenantTransaction } from "@gloria/db";
import { firstDayWithoutHolder, judgeFte } from "./acting-rules.ts";
import { loadHolders } from "./assignment-queries.ts";
import type { Days } from "./calendar-dates.ts";
import type { Holdings } from "./holdings.ts";

/** More than full time on a day of `range`, by all that the person holds then. */
export function fteWarnings(range: Days, holdings: Holdings): AssignmentWarning[] {
  const over = judgeFte(range, holdings);
  return over === null ? [] : [{ code: "fte_over_full", ...over }];
}

/** Somebody stands in for a holder of the position who, from `day` on, is not there any more. */
export async function absenceWarnings(
  tx: TenantTransaction,
  positionId: string,
  day: string,
): Promise<AssignmentWarning[]> {
  const range = { validFrom: day, validUntil: null };
  const from = firstDayWithoutHolder(range, await loadHolders(tx, positionId, day));
  return from === null ? [] : [{ code: "plh_without_holder", from, percent: null }];
}
