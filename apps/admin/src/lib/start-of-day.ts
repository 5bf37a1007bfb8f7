/**
 * The instant (RFC 3339, UTC) at which a calendar date begins in a zone, `days` later. Where the clock jumps over
 * midnight the day begins at the first instant that exists.
 */
export function startOfDay(date: string, timeZone: string, days: number): string {
  const local = new Date(`${date}T00:00:00Z`);
  local.setUTCDate(local.getUTCDate() + days);
  // Two rounds: the offset at the first guess may differ from the one at the result.
  let instant = local.getTime();
  for (let round = 0; round < 2; round += 1) instant = local.getTime() - offsetMs(new Date(instant), timeZone);
  return new Date(instant).toISOString();
}

function offsetMs(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return wall - Math.floor(at.getTime() / 1000) * 1000;
}
