import type { ImportFileNotice } from "@gloria/contracts";
import { findHeaderRow, type HeaderRow, searchedRows } from "./find-header-row.ts";
import { ImportFileError } from "./import-file-error.ts";
import { openZip, type ZipParts } from "./open-zip.ts";
import type { RawRow } from "./raw-row.ts";
import { readSheetRows, type SheetContext } from "./read-sheet-rows.ts";
import { readWorkbook, type WorkbookSheet } from "./read-workbook.ts";
import { scanMerges } from "./scan-merges.ts";
import { type HeaderColumns, headerColumns, shapeRows } from "./shape-rows.ts";
import { noSharedStrings, readSharedStrings } from "./shared-strings.ts";
import type { SpooledFile } from "./spool-file.ts";
import type { TableLimits, TableReading } from "./table-reading.ts";
import { hasRow, takeRows } from "./take-rows.ts";

/** Takes over `file`: it is closed with the reading. */
export async function openXlsx(
  file: SpooledFile,
  limits: TableLimits,
  isKnown: (cell: string) => boolean,
  wantedSheet: string | null,
): Promise<TableReading> {
  const zip = await openZip(file, limits);
  const workbook = await readWorkbook(zip);
  const visible = workbook.sheets.filter(({ isVisible }) => isVisible);
  const names = visible.map(({ name }) => name);
  if (visible.length === 0)
    throw new ImportFileError("sheets_hidden", { sheets: workbook.sheets.map(({ name }) => name) });
  const wanted = wantedSheet === null ? visible : visible.filter(({ name }) => name === wantedSheet);
  if (wantedSheet !== null && wanted.length === 0) {
    throw new ImportFileError("sheet_not_found", { sheet: wantedSheet, sheets: names });
  }
  const { sharedStringsPart: part, from1904, formats } = workbook;
  const strings = part === null ? noSharedStrings : await readSharedStrings(zip.read(part));
  try {
    const context: SheetContext = { strings, formats, from1904 };
    const rowsOf = (sheet: WorkbookSheet) => readSheetRows(zip.read(sheet.part), context);
    const { sheet, header, others } = await chooseSheet(wanted, rowsOf, isKnown);
    const columns = headerColumns(header.row, limits);
    await refuseMerges(zip, sheet, columns);
    const rows = { [Symbol.asyncIterator]: () => shapeRows(rowsOf(sheet), columns, limits) };
    if (!(await hasRow(rows))) {
      throw new ImportFileError("no_data_rows", { headerRowNumber: columns.rowNumber });
    }
    const notices: ImportFileNotice[] =
      others.length === 0 ? [] : [{ code: "sheets_not_read", params: { sheet: sheet.name, sheets: others } }];
    return {
      format: "xlsx",
      encoding: null,
      delimiter: null,
      sheetName: sheet.name,
      sheets: names,
      headerRowNumber: columns.rowNumber,
      headers: columns.headers,
      notices,
      rows,
      close: async () => {
        await strings.close();
        await file.close();
      },
    };
  } catch (error) {
    await strings.close();
    throw error;
  }
}

interface ChosenSheet {
  readonly sheet: WorkbookSheet;
  readonly header: HeaderRow;
  /** Sheets with known headers of their own, which nobody will read. */
  readonly others: readonly string[];
}

/** The first sheet with headers of ours, or else the first with any. Throws `file_empty`, `header_missing`. */
async function chooseSheet(
  sheets: readonly WorkbookSheet[],
  rowsOf: (sheet: WorkbookSheet) => AsyncIterable<RawRow>,
  isKnown: (cell: string) => boolean,
): Promise<ChosenSheet> {
  const candidates: { sheet: WorkbookSheet; header: HeaderRow }[] = [];
  let isEmpty = true;
  for (const sheet of sheets) {
    const first = await takeRows(rowsOf(sheet));
    if (first.length > 0) isEmpty = false;
    const header = findHeaderRow(first, isKnown);
    if (header !== null) candidates.push({ sheet, header });
  }
  const known = candidates.filter(({ header }) => header.known > 0);
  const chosen = known[0] ?? candidates[0];
  if (chosen === undefined) {
    throw isEmpty ? new ImportFileError("file_empty") : new ImportFileError("header_missing", { searchedRows });
  }
  return { ...chosen, others: known.filter((one) => one !== chosen).map(({ sheet }) => sheet.name) };
}

/** A merged cell holds its value in one place and nothing in the others: whom it is meant for cannot be known. */
async function refuseMerges(zip: ZipParts, sheet: WorkbookSheet, columns: HeaderColumns): Promise<void> {
  const first = columns.positions[0] ?? 0;
  const last = columns.positions.at(-1) ?? 0;
  const merges = await scanMerges(zip.read(sheet.part));
  const hit = merges.find(
    ({ firstColumn, lastColumn, lastRow }) =>
      lastRow >= columns.rowNumber && firstColumn <= last && lastColumn >= first,
  );
  if (hit) throw new ImportFileError("merged_cells", { sheet: sheet.name, range: hit.range });
}
