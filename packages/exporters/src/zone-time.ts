import type { Locale } from "@gloria/contracts";

/** An instant as the clocks of a zone show it: `YYYY-MM-DD HH:MM:SS`. */
export function wallTimeIn(timeZone: string): (instant: string) => string {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  return (instant) => format.format(new Date(instant));
}

/** How people call the zone: WIB, WITA, WIT, or its offset. */
export function zoneName(timeZone: string, locale: Locale, at: Date): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "short" }).formatToParts(at);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? timeZone;
}
