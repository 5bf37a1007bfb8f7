import type { ColumnCare } from "@gloria/contracts";
import type { ExportValue } from "@gloria/exporters";

/** What stands where a value is that the reader may not see: that there is one, and nothing of it. */
const mask = "•••••";

/** The value as it may be written for who may, or may not, read sensitive data of this row. */
export function maskedValue(care: ColumnCare, value: ExportValue, mayReadSensitive: boolean): ExportValue {
  if (care === "open" || mayReadSensitive || value === null) return value;
  return mask;
}
