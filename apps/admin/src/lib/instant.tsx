import { formatInstant, formatRelative } from "./format.ts";
import { useLocale } from "./i18n.ts";
import { useTimeZone } from "./me.ts";
import { useSchoolScope } from "./school-scope.ts";

/** A point in time in the reader's zone; `relative` says how long ago, with the full time on hover. */
export function Instant({ value, relative }: { readonly value: string; readonly relative?: boolean }) {
  const locale = useLocale();
  const zone = useTimeZone(useSchoolScope());
  const full = formatInstant(value, zone, locale);
  return (
    <time dateTime={value} title={relative ? full : undefined} className="whitespace-nowrap">
      {relative ? formatRelative(value, new Date(), locale) : full}
    </time>
  );
}
