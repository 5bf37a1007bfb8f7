const dayMs = 24 * 60 * 60 * 1000;

/** The instants and dates of the demo foundation, all counted from one moment. */
export interface DemoCalendar {
  readonly asOf: Date;
  /** When the foundation's data was brought in: 180 days before. */
  readonly founded: Date;
  /** The date at the head office (UTC+7). */
  readonly today: string;
  /** A date so many days after today; before it, with a negative number. */
  date(days: number): string;
  /**
   * An instant at the head office, so many days ago, at this time of day (UTC+7); a Sunday becomes the Saturday
   * before it. Never later than `asOf`.
   */
  workingTime(daysAgo: number, hour: number, minute: number): Date;
}

/** Western Indonesia has had UTC+7 without daylight saving for the whole span of the data. */
const officeOffsetMs = 7 * 60 * 60 * 1000;

export function createDemoCalendar(asOf: Date): DemoCalendar {
  const today = new Date(asOf.getTime() + officeOffsetMs).toISOString().slice(0, 10);
  const midnightMs = Date.parse(`${today}T00:00:00Z`) - officeOffsetMs;
  return {
    asOf,
    founded: new Date(midnightMs - 180 * dayMs + 7 * 60 * 60 * 1000),
    today,
    date: (days) => addDays(today, days),
    workingTime(daysAgo, hour, minute) {
      const isSunday = new Date(`${addDays(today, -daysAgo)}T00:00:00Z`).getUTCDay() === 0;
      const days = isSunday ? daysAgo + 1 : daysAgo;
      const at = midnightMs - days * dayMs + (hour * 60 + minute) * 60_000;
      return new Date(Math.min(at, asOf.getTime()));
    },
  };
}

/** `2026-01-31`, 1 → `2026-02-01`. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}
