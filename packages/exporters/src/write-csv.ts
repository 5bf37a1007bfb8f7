import { translate } from "@gloria/i18n";
import { neutralCell, quotedCell } from "./csv-cell.ts";
import type { ExportRow, ExportTable, ExportValue } from "./export-table.ts";
import { textBlocks } from "./text-blocks.ts";

export interface CsvOptions {
  /** Spreadsheets of a locale whose decimal sign is the comma, as Indonesia's is, open `;` as columns. */
  readonly delimiter: "," | ";";
  /** A byte order mark, without which Excel takes UTF-8 for something older. */
  readonly bom: boolean;
}

/** RFC 4180 with a header row. Dates and instants as ISO 8601; text cells are neutralised, see `neutralCell`. */
export function writeCsv(table: ExportTable, { delimiter, bom }: CsvOptions): AsyncIterable<Uint8Array> {
  const yesNo = { yes: translate(table.locale, "exported.yes"), no: translate(table.locale, "exported.no") };
  const cellOf = (value: ExportValue): string => {
    if (value === null) return "";
    if (typeof value === "number") return String(value);
    if (typeof value === "boolean") return value ? yesNo.yes : yesNo.no;
    return quotedCell(neutralCell(value), delimiter);
  };
  const lineOf = (row: ExportRow) => `${row.map(cellOf).join(delimiter)}\r\n`;
  async function* lines() {
    yield `${bom ? "\uFEFF" : ""}${lineOf(table.columns.map((column) => column.title))}`;
    for await (const row of table.rows) yield lineOf(row);
  }
  return textBlocks(lines());
}
