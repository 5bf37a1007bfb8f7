import type { Locale } from "@gloria/contracts";

/**
 * How a column's values are written. `text` stays text everywhere, however much it looks like a number: identifiers
 * keep their zeros and digits. `date` holds `YYYY-MM-DD`, `instant` RFC 3339.
 */
export type ExportKind = "text" | "integer" | "boolean" | "date" | "instant";

export interface ExportColumn {
  /** The name in JSON, and the stable name of the column. */
  readonly key: string;
  /** What a person reads above the column. */
  readonly title: string;
  readonly kind: ExportKind;
}

export type ExportValue = string | number | boolean | null;
/** One value for each column, in their order. */
export type ExportRow = readonly ExportValue[];

/** A table on its way out. The rows are read once, one after the other. */
export interface ExportTable {
  readonly title: string;
  readonly columns: readonly ExportColumn[];
  readonly rows: AsyncIterable<ExportRow>;
  readonly locale: Locale;
  /** IANA zone in which a person reads instants. */
  readonly timeZone: string;
  /** What the rows were filtered by, in words; null when by nothing. */
  readonly filter: string | null;
  readonly generatedAt: Date;
}

export const exportFormats = ["csv", "xlsx", "json", "ndjson", "pdf"] as const;
export type ExportFormat = (typeof exportFormats)[number];
