import type { ErrorCode, ErrorParams } from "@gloria/contracts";
import { addMonths, coversDay, type Days, turningDays } from "./calendar-dates.ts";
import type { Holding, Holdings } from "./holdings.ts";

/** How long somebody may act in a vacant seat. */
export interface ActingLimits {
  /** Months of the first term. */
  readonly months: number;
  /** How often it may be extended, and by how many months each time. */
  readonly extensions: number;
  readonly extensionMonths: number;
}

/** What a foundation follows that has not decided otherwise; the columns of a tenant begin with them. */
export const defaultActingLimits: ActingLimits = { months: 3, extensions: 1, extensionMonths: 3 };

/** What speaks against an assignment: the error that it meets. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
}

/** What of a holding its seat depends on. */
export type Sitting = Pick<Holding, "userId" | "kind" | "validFrom" | "validUntil">;

/**
 * Whether a position's seats allow a holding. On each of its days there may be no more definitive and Plt holders
 * together than seats, and no more Plh than definitive holders to stand in for.
 *
 * @param others all other holdings of the position
 */
export function judgeSeats(holding: Sitting, others: readonly Sitting[], headcount: number): Refusal | null {
  if (holding.kind !== "DEFINITIF" && others.some((row) => isOwnSeat(row, holding))) {
    return { code: "assignment.acts_own_seat", params: {} };
  }
  const rows = [...others, holding];
  for (const from of turningDays(holding, others)) {
    const count = countOn(rows, from);
    const code = crowdedBy(holding, count, headcount);
    if (code !== null) return { code, params: { from } };
  }
  return null;
}

function isOwnSeat(row: Sitting, acting: Sitting): boolean {
  if (row.userId !== acting.userId || row.kind !== "DEFINITIF") return false;
  return turningDays(acting, [row]).some((day) => coversDay(row, day) && coversDay(acting, day));
}

type Count = Record<Holding["kind"], number>;

function countOn(rows: readonly Sitting[], day: string): Count {
  const count: Count = { DEFINITIF: 0, PLT: 0, PLH: 0 };
  for (const row of rows) if (coversDay(row, day)) count[row.kind] += 1;
  return count;
}

function crowdedBy({ kind }: Sitting, count: Count, headcount: number): ErrorCode | null {
  switch (kind) {
    case "DEFINITIF":
      if (count.DEFINITIF > headcount) return "position.headcount_exceeded";
      return count.DEFINITIF + count.PLT > headcount ? "assignment.plt_in_place" : null;
    case "PLT":
      return count.DEFINITIF + count.PLT > headcount ? "assignment.plt_seat_taken" : null;
    case "PLH":
      return count.PLH > count.DEFINITIF ? "assignment.plh_without_holder" : null;
  }
}

/** On which days more people hold a position, definitively or as Plt, than it has seats. */
export interface Overfull {
  /** The first day of each stretch of such days, in order. */
  readonly days: readonly string[];
  /** The most holders on any of them. */
  readonly holders: number;
}

/** Whether a position can have only so many seats on the days of `range`; null when it can. */
export function judgeHeadcount(range: Days, rows: Holdings, headcount: number): Overfull | null {
  const counts = turningDays(range, rows).map((day) => {
    const count = countOn(rows, day);
    return { day, holders: count.DEFINITIF + count.PLT };
  });
  const begins = counts.filter(({ holders }, at) => holders > headcount && (counts[at - 1]?.holders ?? 0) <= headcount);
  if (begins.length === 0) return null;
  return { days: begins.map(({ day }) => day), holders: Math.max(...counts.map(({ holders }) => holders)) };
}

/** The first day within `range` on which more people stand in for a holder than there are holders; null when none. */
export function firstDayWithoutHolder(range: Days, rows: Holdings): string | null {
  const day = turningDays(range, rows).find((one) => {
    const count = countOn(rows, one);
    return count.PLH > count.DEFINITIF;
  });
  return day ?? null;
}

/**
 * How often an acting has been extended once it ends on `until`, or what speaks against that end. Only a Plt is
 * limited: a Plh lasts as long as the holder is away.
 *
 * @param acting.begin the first day of the unbroken time in this seat
 * @param acting.extendsFrom the end that is put off; null for the first appointment
 */
export function judgeTerm(
  acting: {
    readonly kind: Holding["kind"];
    readonly begin: string;
    readonly until: string | null;
    readonly extendsFrom: string | null;
    readonly extensions: number;
  },
  limits: ActingLimits,
): { readonly extensions: number } | Refusal {
  const { kind, begin, until, extendsFrom, extensions } = acting;
  if (kind !== "PLT" || until === null) return { extensions };
  const firstTerm = addMonths(begin, limits.months);
  if (until <= firstTerm) return { extensions };
  if (extendsFrom === null) return tooLong(firstTerm);
  // An end that is brought forward is no extension.
  if (until <= extendsFrom) return { extensions };
  if (extensions >= limits.extensions) return { code: "assignment.acting_extended_enough", params: {} };
  const latest = addMonths(extendsFrom, limits.extensionMonths);
  return until <= latest ? { extensions: extensions + 1 } : tooLong(latest);
}

function tooLong(latest: string): Refusal {
  return { code: "assignment.acting_too_long", params: { latest } };
}

/** The days on which somebody holds more than full time: the first of them, and the most percent on any. */
export function judgeFte(range: Days, rows: Holdings): { readonly from: string; readonly percent: number } | null {
  const over = turningDays(range, rows)
    .map((from) => ({ from, percent: rows.reduce((sum, row) => sum + (coversDay(row, from) ? row.ftePercent : 0), 0) }))
    .filter(({ percent }) => percent > 100);
  const [first] = over;
  return first === undefined ? null : { from: first.from, percent: Math.max(...over.map(({ percent }) => percent)) };
}
