import { parse } from "csv-parse/sync";
import { findHeaderRow, searchedRows } from "./find-header-row.ts";
import type { RawRow } from "./raw-row.ts";
import { type TableDelimiter, tableDelimiters } from "./table-reading.ts";

const probedRows = 60;

export interface ChosenDelimiter {
  readonly delimiter: TableDelimiter;
  /** Excel's first line `sep=;`, which is no row. */
  readonly hasSeparatorLine: boolean;
}

/**
 * The delimiter under which the beginning of the file is most of a table: by known headers first, then by how many
 * rows have the same number of cells.
 *
 * @param sample the first characters of the file
 */
export function chooseDelimiter(sample: string, isKnown: (cell: string) => boolean): ChosenDelimiter {
  const said = /^sep=([,;\t|])\r?\n?/i.exec(sample)?.[1];
  const spoken = tableDelimiters.find((delimiter) => delimiter === said);
  if (spoken !== undefined) return { delimiter: spoken, hasSeparatorLine: true };
  let best: { delimiter: TableDelimiter; score: number } = { delimiter: ",", score: -1 };
  for (const delimiter of tableDelimiters) {
    const score = scoreOf(probe(sample, delimiter), isKnown);
    if (score > best.score) best = { delimiter, score };
  }
  return { delimiter: best.delimiter, hasSeparatorLine: false };
}

function probe(sample: string, delimiter: TableDelimiter): readonly string[][] {
  const records: string[][] = [];
  parse(sample, {
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    // The sample may end within quotes, and a wrong delimiter makes quotes stand anywhere.
    relax_quotes: true,
    skip_records_with_error: true,
    to: probedRows,
    on_record: (record: string[]) => {
      records.push(record.map((cell) => cell.trim()));
      return null;
    },
  });
  return records;
}

function scoreOf(records: readonly string[][], isKnown: (cell: string) => boolean): number {
  const rows: RawRow[] = records
    .map((cells, index) => ({ rowNumber: index + 1, cells, problems: [] }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  const known = findHeaderRow(rows.slice(0, searchedRows), isKnown)?.known ?? 0;
  const widths = new Map<number, number>();
  for (const { cells } of rows) if (cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  const alike = Math.max(0, ...widths.values());
  const widest = Math.max(0, ...widths.keys());
  return known * 1000 + alike * 10 + Math.min(widest, 9);
}
