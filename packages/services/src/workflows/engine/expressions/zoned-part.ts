import { ExpressionError } from "./expression-term.ts";

const formatters = new Map<string, Intl.DateTimeFormat>();
const most = 100;
const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** @throws RangeError when there is no such zone */
function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      weekday: "short",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "numeric",
      minute: "numeric",
    });
    if (formatters.size >= most) formatters.clear();
    formatters.set(zone, formatter);
  }
  return formatter;
}

export function isZone(zone: string): boolean {
  try {
    formatterOf(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function partsOf(at: Date, zone: string): ReadonlyMap<string, string> {
  if (!isZone(zone)) throw new ExpressionError(`there is no time zone '${zone}'`);
  return new Map(
    formatterOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
}

const numberIn = (parts: ReadonlyMap<string, string>, type: string) => Number(parts.get(type));

/** What a clock and a calendar on the wall show in a zone; months and days of a month count from 0 as CEL has it. */
export const zonedParts: Readonly<Record<string, (at: Date, zone: string) => number>> = {
  getFullYear: (at, zone) => numberIn(partsOf(at, zone), "year"),
  getMonth: (at, zone) => numberIn(partsOf(at, zone), "month") - 1,
  getDate: (at, zone) => numberIn(partsOf(at, zone), "day"),
  getDayOfMonth: (at, zone) => numberIn(partsOf(at, zone), "day") - 1,
  getDayOfWeek: (at, zone) => weekdays.indexOf(partsOf(at, zone).get("weekday") ?? ""),
  getHours: (at, zone) => numberIn(partsOf(at, zone), "hour"),
  getMinutes: (at, zone) => numberIn(partsOf(at, zone), "minute"),
};

/** The date in a zone, as fields of the form hold it. */
export function zonedDate(at: Date, zone: string): string {
  const parts = partsOf(at, zone);
  return [parts.get("year")?.padStart(4, "0"), parts.get("month"), parts.get("day")].join("-");
}
