import { judgeSeats, type Refusal, type Sitting } from "../../../organisation/index.ts";
import type { HolderSpan } from "./load-holders.ts";

/**
 * Whether a position's seats allow a holding beside those who hold it by then, on each of its days from today on; what
 * was before is history of other headcounts. Pure.
 */
export function judgeSeat(
  holding: Sitting,
  holders: readonly HolderSpan[],
  headcount: number,
  today: string,
): Refusal | null {
  const validFrom = holding.validFrom < today ? today : holding.validFrom;
  if (holding.validUntil !== null && holding.validUntil <= validFrom) return null;
  // A file of thousands fills one large position: there is room whoever is there on which day.
  const most = holders.reduce((sum, span) => sum + (span.kind === "PLH" ? 0 : span.holders), 0);
  if (holding.kind !== "PLH" && most < headcount) return null;
  // The person's own holdings of the position never meet the new one: a row that repeats one does nothing.
  const others = holders.flatMap(({ kind, from, until, holders: count }) =>
    Array.from({ length: count }, (): Sitting => ({ userId: "", kind, validFrom: from, validUntil: until })),
  );
  return judgeSeats({ ...holding, validFrom }, others, headcount);
}
