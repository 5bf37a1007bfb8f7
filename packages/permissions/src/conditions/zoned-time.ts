import { LRUCache } from "lru-cache";

const formatters = new LRUCache<string, Intl.DateTimeFormat>({ max: 100 });
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
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

export function isTimeZone(zone: string): boolean {
  try {
    formatterOf(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function part(at: Date, zone: string, type: Intl.DateTimeFormatPartTypes): string {
  return (
    formatterOf(zone)
      .formatToParts(at)
      .find((found) => found.type === type)?.value ?? ""
  );
}

const numberOf = (at: Date, zone: string, type: Intl.DateTimeFormatPartTypes) => BigInt(part(at, zone, type));

/**
 * The getters of a timestamp in a time zone, as CEL defines them: months and `getDayOfMonth` count from 0, Sunday is 0.
 * The library's own read the zone of the machine on the way and are wrong in the hours when its clocks change.
 */
export const zonedGetters: ReadonlyMap<string, (at: Date, zone: string) => bigint> = new Map([
  ["getFullYear", (at, zone) => numberOf(at, zone, "year")],
  ["getMonth", (at, zone) => numberOf(at, zone, "month") - 1n],
  ["getDate", (at, zone) => numberOf(at, zone, "day")],
  ["getDayOfMonth", (at, zone) => numberOf(at, zone, "day") - 1n],
  ["getDayOfWeek", (at, zone) => BigInt(weekdays.indexOf(part(at, zone, "weekday")))],
  ["getHours", (at, zone) => numberOf(at, zone, "hour")],
  ["getMinutes", (at, zone) => numberOf(at, zone, "minute")],
  ["getSeconds", (at, zone) => numberOf(at, zone, "second")],
]);
