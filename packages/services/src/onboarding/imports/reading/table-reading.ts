import type { ErrorParams, ImportFileNotice, ImportRowProblemCode } from "@gloria/contracts";

export const tableFormats = ["csv", "xlsx"] as const;
export type TableFormat = (typeof tableFormats)[number];

export const tableEncodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type TableEncoding = (typeof tableEncodings)[number];

export const tableDelimiters = [",", ";", "\t", "|"] as const;
export type TableDelimiter = (typeof tableDelimiters)[number];

export interface TableLimits {
  /** Of the file as it was sent. */
  readonly maxBytes: number;
  /** Of everything that an XLSX unpacks to. */
  readonly maxInflatedBytes: number;
  /** Unpacked to packed; looked at for parts above 10 MB only, since small ones pack well by nature. */
  readonly maxRatio: number;
  /** Rows below the header that are not empty. */
  readonly maxRows: number;
  readonly maxColumns: number;
  /** UTF-16 units. */
  readonly maxCellLength: number;
}

export const defaultTableLimits: TableLimits = {
  maxBytes: 50 * 1024 * 1024,
  maxInflatedBytes: 1024 * 1024 * 1024,
  maxRatio: 200,
  maxRows: 100_000,
  maxColumns: 300,
  maxCellLength: 32_767,
};

export interface OpenTableOptions {
  /** Only its ending is looked at, and the content has the last word. */
  readonly fileName: string;
  /** XLSX: the sheet to read; the first visible one with a header otherwise. */
  readonly sheet?: string;
  readonly limits?: Partial<TableLimits>;
  /** True for a cell that names a column; the header row is the one with the most of them. Default: the catalogue's. */
  readonly isKnownHeader?: (cell: string) => boolean;
}

/** Something wrong with a cell that the reader alone can see. The cell itself is then empty. */
export interface CellProblem {
  /** Into `headers`; null where the row as a whole is meant. */
  readonly columnIndex: number | null;
  readonly code: ImportRowProblemCode;
  readonly params: ErrorParams;
}

export interface TableRow {
  /** As a spreadsheet program counts: 1 is the first row of the file, title rows and empty rows count too. */
  readonly rowNumber: number;
  /**
   * As many as there are headers. Text as it stands in the file, without outer white space; a date cell of XLSX is an
   * ISO date, a number the shortest decimal that means it, a formula the value that was stored with it.
   */
  readonly cells: readonly string[];
  readonly problems: readonly CellProblem[];
}

/** A file that was recognised, checked and spooled; its rows can be read as often as wanted. */
export interface TableReading {
  readonly format: TableFormat;
  /** Null for XLSX. */
  readonly encoding: TableEncoding | null;
  /** Null for XLSX. */
  readonly delimiter: TableDelimiter | null;
  /** Null for CSV. */
  readonly sheetName: string | null;
  /** The visible sheets; empty for CSV. */
  readonly sheets: readonly string[];
  readonly headerRowNumber: number;
  /** Unique, never empty. */
  readonly headers: readonly string[];
  readonly notices: readonly ImportFileNotice[];
  /**
   * The rows below the header that are not empty. Each iteration begins at the first. Memory does not grow with the
   * number of rows. Throws `ImportFileError` where the file breaks, or holds too many rows.
   */
  readonly rows: AsyncIterable<TableRow>;
  /** Gives back the file handle and the disk space; rows cannot be read afterwards. */
  close(): Promise<void>;
}
