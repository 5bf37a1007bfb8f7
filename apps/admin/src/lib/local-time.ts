import { startOfDay } from "./start-of-day.ts";

/**
 * A date and a time of day as a field holds them (`2026-07-13T09:30`), read in a zone → RFC 3339. Nothing where the
 * text is no such moment.
 */
export function instantOf(local: string, timeZone: string): string | undefined {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)/.exec(local);
  if (!parts) return undefined;
  const [, date = "", hours = "", minutes = ""] = parts;
  if (Number.isNaN(Date.parse(`${date}T00:00:00Z`))) return undefined;
  const begin = new Date(startOfDay(date, timeZone, 0)).getTime();
  return new Date(begin + (Number(hours) * 60 + Number(minutes)) * 60_000).toISOString();
}

/** The moment as such a field shows it in a zone. */
export function localTimeOf(instant: string | Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(new Date(instant));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "";
  return `${of("year")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}`;
}
