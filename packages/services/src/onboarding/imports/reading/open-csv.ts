import type { ImportFileNotice } from "@gloria/contracts";
import { chooseDelimiter } from "./choose-delimiter.ts";
import { decodeText } from "./decode-text.ts";
import { detectEncoding } from "./detect-encoding.ts";
import { findHeaderRow, searchedRows } from "./find-header-row.ts";
import { ImportFileError } from "./import-file-error.ts";
import { readCsvRows } from "./read-csv-rows.ts";
import { headerColumns, shapeRows } from "./shape-rows.ts";
import type { SpooledFile } from "./spool-file.ts";
import type { TableLimits, TableReading } from "./table-reading.ts";
import { hasRow, takeRows } from "./take-rows.ts";

const sampledCharacters = 256 * 1024;

/** Takes over `file`: it is closed with the reading. */
export async function openCsv(
  file: SpooledFile,
  limits: TableLimits,
  isKnown: (cell: string) => boolean,
): Promise<TableReading> {
  const encoding = await detectEncoding(file);
  const sample = await sampleOf(decodeText(file, encoding));
  if (sample.trim() === "") throw new ImportFileError("file_empty");
  const form = { encoding, ...chooseDelimiter(sample, isKnown) };
  const first = await takeRows(readCsvRows(file, form));
  const header = findHeaderRow(first, isKnown);
  if (header === null) {
    const isTable = first.some(({ cells }) => cells.length > 1);
    throw isTable ? new ImportFileError("header_missing", { searchedRows }) : new ImportFileError("not_a_table");
  }
  const columns = headerColumns(header.row, limits);
  const rows = { [Symbol.asyncIterator]: () => shapeRows(readCsvRows(file, form), columns, limits) };
  if (!(await hasRow(rows))) {
    throw new ImportFileError("no_data_rows", { headerRowNumber: columns.rowNumber });
  }
  const notices: ImportFileNotice[] =
    encoding === "windows-1252" ? [{ code: "encoding_guessed", params: { encoding: "Windows-1252" } }] : [];
  return {
    format: "csv",
    encoding,
    delimiter: form.delimiter,
    sheetName: null,
    sheets: [],
    headerRowNumber: columns.rowNumber,
    headers: columns.headers,
    notices,
    rows,
    close: () => file.close(),
  };
}

async function sampleOf(text: AsyncIterable<string>): Promise<string> {
  let sample = "";
  for await (const piece of text) {
    sample += piece;
    if (sample.length >= sampledCharacters) break;
  }
  return sample.slice(0, sampledCharacters);
}
