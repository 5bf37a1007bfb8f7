import type { Locale } from "@gloria/contracts";
import { intlLocale, zoneName } from "@gloria/i18n/zone-name";

/** An instant (RFC 3339) as date and time of day in a zone, with the zone's name. */
export function formatInstant(instant: string, timeZone: string, locale: Locale): string {
  const at = new Date(instant);
  const text = new Intl.DateTimeFormat(intlLocale(locale), {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  }).format(at);
  return `${text} ${zoneName(timeZone, at, locale)}`;
}

/** A calendar date (`2026-07-13`): it belongs to no zone and never shifts. */
export function formatDate(date: string, locale: Locale): string {
  return new Intl.DateTimeFormat(intlLocale(locale), { dateStyle: "medium", timeZone: "UTC" }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

export function formatNumber(value: number, locale: Locale): string {
  return new Intl.NumberFormat(intlLocale(locale)).format(value);
}

const steps = [
  ["second", 60],
  ["minute", 60],
  ["hour", 24],
  ["day", 7],
  ["week", 4.35],
  ["month", 12],
  ["year", Number.POSITIVE_INFINITY],
] as const;

/** "3 minutes ago", in the largest unit that fits. */
export function formatRelative(instant: string, now: Date, locale: Locale): string {
  const format = new Intl.RelativeTimeFormat(intlLocale(locale), { numeric: "auto" });
  let amount = (new Date(instant).getTime() - now.getTime()) / 1000;
  for (const [unit, size] of steps) {
    if (Math.abs(amount) < size) return format.format(Math.trunc(amount), unit);
    amount /= size;
  }
  return format.format(Math.trunc(amount), "year");
}
