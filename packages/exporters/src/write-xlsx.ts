import { PassThrough, type Writable } from "node:stream";
import { translate } from "@gloria/i18n";
import ExcelJS from "exceljs";
import type { ExportColumn, ExportTable, ExportValue } from "./export-table.ts";
import { wallTimeIn, zoneName } from "./zone-time.ts";

export interface XlsxOptions {
  /** Rows of a sheet with its header, after which another one begins; what the format allows when left out. */
  readonly maxSheetRows?: number;
}

const formatMaxRows = 1_048_576;
const formatMaxCellLength = 32_767;

/** What this module needs of the library beside its declared types. */
interface Archive {
  append(source: PassThrough, entry: { name: string }): void;
}
interface TextBuffer {
  toBuffer(): Buffer;
}

/**
 * The library's own sheet stream takes everything at once, however slow its reader: a million rows were 911 MB. This
 * one is the platform's, so that {@link drained} can wait for it.
 */
class PacedWriter extends ExcelJS.stream.xlsx.WorkbookWriter {
  readonly #open = new Set<Writable>();

  // Called by the library for every part of the file, sheets among them.
  _openStream(path: string): PassThrough {
    const stream = new PassThrough();
    const write = stream.write.bind(stream);
    // The library writes one buffer again and again: what waits in the stream has to be a copy.
    stream.write = ((chunk: TextBuffer | Buffer | string) =>
      write(
        typeof chunk === "string" || Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.toBuffer()),
      )) as typeof stream.write;
    stream.once("finish", () => {
      this.#open.delete(stream);
      stream.emit("zipped");
    });
    this.#open.add(stream);
    (this as unknown as { readonly zip: Archive }).zip.append(stream, { name: path });
    return stream;
  }

  /** Resolves when no part of the file has more waiting than it can take. */
  async drained(): Promise<void> {
    for (const stream of this.#open) {
      if (stream.writableNeedDrain) await new Promise<void>((resolve) => stream.once("drain", resolve));
    }
  }
}

/**
 * A workbook with a bold, fixed header row and a filter. Text cells are typed as text, dates are real dates, instants
 * are real dates by the clocks of the table's zone, which the column's title names.
 */
export async function* writeXlsx(table: ExportTable, options: XlsxOptions = {}): AsyncGenerator<Uint8Array> {
  const out = new PassThrough();
  const workbook = new PacedWriter({ stream: out, useStyles: true, useSharedStrings: false });
  workbook.creator = "Gloria";
  workbook.created = table.generatedAt;
  workbook.modified = table.generatedAt;
  const writing = writeSheets(workbook, table, options.maxSheetRows ?? formatMaxRows);
  writing.catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
  try {
    for await (const piece of out) yield piece;
  } finally {
    // Whoever stops reading early ends the writing too.
    out.destroy();
  }
  await writing;
}

async function writeSheets(workbook: PacedWriter, table: ExportTable, maxSheetRows: number): Promise<void> {
  const cellOf = cellWriter(table);
  let sheet = addSheet(workbook, table, 1);
  let [sheets, rows] = [1, 1];
  for await (const row of table.rows) {
    if (rows === maxSheetRows) {
      sheet.commit();
      sheets += 1;
      sheet = addSheet(workbook, table, sheets);
      rows = 1;
    }
    sheet.addRow(table.columns.map((column, index) => cellOf(column, row[index] ?? null))).commit();
    rows += 1;
    if (rows % 64 === 0) await workbook.drained();
  }
  await workbook.drained();
  sheet.commit();
  await workbook.commit();
}

function addSheet(workbook: PacedWriter, table: ExportTable, number: number): ExcelJS.Worksheet {
  const suffix = number === 1 ? "" : ` ${number}`;
  const name = table.title.replaceAll(/[*?:\\/[\]']/g, " ").slice(0, 31 - suffix.length);
  const sheet = workbook.addWorksheet(`${name}${suffix}`, { views: [{ state: "frozen", ySplit: 1 }] });
  const zone = zoneName(table.timeZone, table.locale, table.generatedAt);
  sheet.columns = table.columns.map(({ title, kind }) => ({
    header: kind === "instant" ? `${title} (${zone})` : title,
    width: Math.max(widths[kind], Math.min(40, title.length + 4)),
    style: { numFmt: numberFormats[kind] },
  }));
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: Math.max(1, table.columns.length) } };
  const header = sheet.getRow(1);
  header.font = { bold: true };
  header.commit();
  return sheet;
}

const numberFormats = {
  text: "@",
  integer: "0",
  boolean: "@",
  date: "yyyy-mm-dd",
  instant: "yyyy-mm-dd hh:mm:ss",
} as const;

const widths = { text: 18, integer: 10, boolean: 8, date: 12, instant: 20 } as const;

function cellWriter(table: ExportTable): (column: ExportColumn, value: ExportValue) => string | number | Date | null {
  const wallTime = wallTimeIn(table.timeZone);
  const [yes, no] = [translate(table.locale, "exported.yes"), translate(table.locale, "exported.no")];
  return (column, value) => {
    if (value === null || typeof value === "number") return value;
    if (typeof value === "boolean") return value ? yes : no;
    // A cell has no zone: the date that its clock shows is written as if it were UTC's.
    if (column.kind === "date") return new Date(`${value}T00:00:00Z`);
    if (column.kind === "instant") return new Date(`${wallTime(value).replace(" ", "T")}Z`);
    return value.slice(0, formatMaxCellLength);
  };
}
