/** Calendar dates as `YYYY-MM-DD`: they compare as text, and no zone can shift them. */

export function addDays(date: string, days: number): string {
  return textOf(Date.parse(date) + days * 86_400_000);
}

/** The same day of a later month; the last day of that month when it is shorter. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const first = Date.UTC(year, month - 1 + months, 1);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return textOf(first + (Math.min(day, lastDay) - 1) * 86_400_000);
}

/** The earlier of two ends; null is no end. */
function earlierEnd(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

export function laterDate(one: string, other: string): string {
  return [one, other].toSorted()[1] ?? one;
}

/** Half-open: from inclusive, until exclusive or null for ever. */
export interface Days {
  readonly validFrom: string;
  readonly validUntil: string | null;
}

export function coversDay({ validFrom, validUntil }: Days, day: string): boolean {
  return validFrom <= day && (validUntil === null || validUntil > day);
}

/** The days that both have; null when there are none. */
export function commonDays(one: Days, other: Days): Days | null {
  const validFrom = laterDate(one.validFrom, other.validFrom);
  const validUntil = earlierEnd(one.validUntil, other.validUntil);
  return validUntil !== null && validUntil <= validFrom ? null : { validFrom, validUntil };
}

/** The days on which something may begin to be different within `range`, in order; its own first day among them. */
export function turningDays(range: Days, rows: readonly Days[]): string[] {
  const days = new Set([range.validFrom]);
  for (const { validFrom, validUntil } of rows) {
    if (coversDay(range, validFrom)) days.add(validFrom);
    if (validUntil !== null && coversDay(range, validUntil)) days.add(validUntil);
  }
  return [...days].sort();
}

function textOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
