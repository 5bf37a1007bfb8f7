import type { Locale } from "@gloria/contracts";

/** The legal names of Indonesia's three zones, which browsers print in Indonesian only (English gets "GMT+7"). */
const indonesian: Readonly<Record<string, string>> = {
  "Asia/Jakarta": "WIB",
  "Asia/Pontianak": "WIB",
  "Asia/Makassar": "WITA",
  "Asia/Ujung_Pandang": "WITA",
  "Asia/Jayapura": "WIT",
};

/** The short name of a zone at an instant: WIB, WITA, WIT, or what the browser knows. */
export function zoneName(timeZone: string, at: Date, locale: Locale): string {
  const known = indonesian[timeZone];
  if (known) return known;
  const parts = new Intl.DateTimeFormat(intlLocale(locale), { timeZone, timeZoneName: "short" }).formatToParts(at);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? timeZone;
}

/** English of a country that writes the day before the month, as everyone here does. */
export function intlLocale(locale: Locale): string {
  return locale === "en" ? "en-GB" : "id-ID";
}
