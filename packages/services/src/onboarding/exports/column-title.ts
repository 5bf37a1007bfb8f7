import type { Locale } from "@gloria/contracts";
import { findText } from "@gloria/i18n";

/** The heading of a column: as the audit trail names the field, or by a text of the exports' own. */
export function columnTitle(locale: Locale, key: string): string | null {
  return (
    findText(locale, `column.${key}`) ??
    findText(locale, `column.specific.${key}`) ??
    findText(locale, `exported.column_${key}`)
  );
}
