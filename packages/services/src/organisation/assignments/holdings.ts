import type { AssignmentKind } from "@gloria/contracts";
import { commonDays, coversDay, type Days } from "./calendar-dates.ts";

/** What an assignment says, whether it is stored already or not. */
export interface Holding extends Days {
  readonly userId: string;
  readonly positionId: string;
  readonly schoolId: string | null;
  readonly departmentId: string | null;
  readonly kind: AssignmentKind;
  readonly ftePercent: number;
  readonly isPrimary: boolean;
  readonly decreeNumber: string | null;
  readonly appointedBy: string | null;
  readonly extensions: number;
}

/**
 * The functions here take one person's holdings and answer them as they are to be. Rows are never changed: what is the
 * same object afterwards stays, what is missing is closed, what is new is opened.
 */
export type Holdings = readonly Holding[];

/**
 * The unbroken time that a holding belongs to, in order: it with those that it continues and that continue it without
 * a gap, in the same position and the same way. To people this is one assignment; its rows differ in what changed on
 * the way.
 */
export function chainOf(rows: Holdings, holding: Holding): Holding[] {
  const chain = [holding];
  const same = rows.filter((row) => row !== holding && continues(row, holding));
  for (;;) {
    const [first, last] = [chain[0], chain.at(-1)];
    const before = same.find((row) => row.validUntil === first?.validFrom);
    const after = same.find((row) => row.validFrom === last?.validUntil);
    if (before === undefined && after === undefined) return chain;
    if (before !== undefined) chain.unshift(before);
    if (after !== undefined) chain.push(after);
  }
}

/** The first day of the unbroken time that a holding belongs to. */
export function chainBegin(rows: Holdings, holding: Holding): string {
  return chainOf(rows, holding)[0]?.validFrom ?? holding.validFrom;
}

/** Where the unbroken time ends that a holding belongs to; null when it has no end. */
export function chainEnd(rows: Holdings, holding: Holding): string | null {
  return chainOf(rows, holding).at(-1)?.validUntil ?? null;
}

function continues(row: Holding, other: Holding): boolean {
  return row.userId === other.userId && row.positionId === other.positionId && row.kind === other.kind;
}

/** Without the holding, and all of its unbroken time, from `day` on. */
export function endOn(rows: Holdings, holding: Holding, day: string): Holdings {
  const chain = new Set(chainOf(rows, holding));
  return rows.flatMap((row) => {
    if (!chain.has(row) || (row.validUntil !== null && row.validUntil <= day)) return [row];
    return row.validFrom >= day ? [] : [{ ...row, validUntil: day }];
  });
}

/** With another one, which takes the primary position from those there are while it lasts, if it is primary itself. */
export function addHolding(rows: Holdings, holding: Holding): Holdings {
  if (!holding.isPrimary) return [...rows, holding];
  return [...rows.flatMap((row) => (row.isPrimary ? withPrimaryIn(row, holding, false) : [row])), holding];
}

/** With another one, which is primary only while none of those there are is. */
export function addHoldingAfter(rows: Holdings, holding: Holding): Holdings {
  const primaries = rows.filter((row) => row.isPrimary);
  const divided = primaries.reduce<Holding[]>(
    (parts, primary) => parts.flatMap((part) => (part.isPrimary ? withPrimaryIn(part, primary, false) : [part])),
    [holding],
  );
  return [...rows, ...divided];
}

export function hasPrimaryIn(rows: Holdings, range: Days): boolean {
  return rows.some((row) => row.isPrimary && commonDays(row, range) !== null);
}

/**
 * Sees to it that who holds anything on `today` has a primary position: the oldest definitive one, else the oldest
 * acting, becomes primary from that day until another one is.
 */
export function settlePrimary(rows: Holdings, today: string): Holdings {
  const current = rows.filter((row) => coversDay(row, today));
  if (current.length === 0 || current.some((row) => row.isPrimary)) return rows;
  const [next] = current.toSorted(byPrecedence);
  if (next === undefined) return rows;
  const later = rows.filter((row) => row.isPrimary && row.validFrom > today).map((row) => row.validFrom);
  const range = { validFrom: today, validUntil: later.sort()[0] ?? null };
  return rows.flatMap((row) => (row === next ? withPrimaryIn(row, range, true) : [row]));
}

function byPrecedence(one: Holding, other: Holding): number {
  const acts = Number(one.kind !== "DEFINITIF") - Number(other.kind !== "DEFINITIF");
  return acts || compare(one.validFrom, other.validFrom) || compare(one.positionId, other.positionId);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** One holding, divided so that it is primary, or is not, on exactly the days of `range` that it has. */
function withPrimaryIn(row: Holding, range: Days, isPrimary: boolean): Holding[] {
  const common = commonDays(row, range);
  if (common === null) return [row];
  const { validFrom, validUntil } = common;
  return [
    ...(row.validFrom < validFrom ? [{ ...row, validUntil: validFrom }] : []),
    { ...row, validFrom, validUntil, isPrimary },
    ...(validUntil !== null && validUntil !== row.validUntil ? [{ ...row, validFrom: validUntil }] : []),
  ];
}

/** Percent of full time on a day. */
export function fteOn(rows: Holdings, day: string): number {
  return rows.reduce((sum, row) => sum + (coversDay(row, day) ? row.ftePercent : 0), 0);
}
