import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import { type ActingLimits, judgeSeats, type Refusal } from "./acting-rules.ts";
import { loadHolders } from "./assignment-queries.ts";
import { laterDate } from "./calendar-dates.ts";
import { type Holding, type Holdings, hasPrimaryIn } from "./holdings.ts";
import { judgeContinuation } from "./judge-continuation.ts";

/**
 * A holding as it may be opened beside what the person holds: primary if there is no other primary in its time, unless
 * it was said; counted as an extension when it continues an acting of theirs.
 *
 * @param isPrimary what was asked for
 * @throws AppError `assignment.acting_too_long`, `assignment.acting_extended_enough`
 */
export function fitHolding(
  holding: Holding,
  beside: Holdings,
  isPrimary: boolean | undefined,
  limits: ActingLimits,
): Holding {
  const judged = judgeContinuation(holding, beside, limits);
  if ("code" in judged) throw refused(judged);
  return { ...holding, extensions: judged.extensions, isPrimary: isPrimary ?? !hasPrimaryIn(beside, holding) };
}

/**
 * Refuses a holding that the seats of its position do not allow on any of its days from today on; what was before is
 * history of other headcounts. Asked before it is written.
 *
 * @param beside what the person holds otherwise, as it is to be
 * @throws AppError `position.headcount_exceeded`, `assignment.plt_in_place`, `assignment.plt_seat_taken`,
 * `assignment.plh_without_holder`, `assignment.acts_own_seat`
 */
export async function assertSeatAllows(
  tx: TenantTransaction,
  holding: Holding,
  headcount: number,
  beside: Holdings,
  today: string,
): Promise<void> {
  const validFrom = laterDate(holding.validFrom, today);
  if (holding.validUntil !== null && holding.validUntil <= validFrom) return;
  const stored = await loadHolders(tx, holding.positionId, validFrom);
  const others = [
    ...stored.filter((row) => row.userId !== holding.userId),
    ...beside.filter((row) => row.positionId === holding.positionId),
  ];
  const refusal = judgeSeats({ ...holding, validFrom }, others, headcount);
  if (refusal !== null) throw refused(refusal);
}

/** What speaks against it, as the error that it is. */
export function refused({ code, params }: Refusal): AppError {
  return new AppError(code, params);
}
