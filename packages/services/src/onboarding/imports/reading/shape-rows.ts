import { columnLetters } from "./column-letters.ts";
import { ImportFileError } from "./import-file-error.ts";
import type { RawRow } from "./raw-row.ts";
import type { CellProblem, TableLimits, TableRow } from "./table-reading.ts";

export interface HeaderColumns {
  readonly rowNumber: number;
  readonly headers: readonly string[];
  /** Where each header stands in the file: columns without a header are left out. */
  readonly positions: readonly number[];
}

/** Throws `too_many_columns`, `header_duplicate`. */
export function headerColumns(row: RawRow, limits: TableLimits): HeaderColumns {
  const last = row.cells.findLastIndex((cell) => cell !== "");
  if (last + 1 > limits.maxColumns) {
    throw new ImportFileError("too_many_columns", { max: limits.maxColumns, found: last + 1 });
  }
  const seen = new Map<string, number>();
  const headers: string[] = [];
  const positions: number[] = [];
  for (const [position, cell] of row.cells.entries()) {
    if (cell === "") continue;
    const header = cell.normalize("NFC").replaceAll(/\s+/g, " ");
    const key = header.toLowerCase();
    const other = seen.get(key);
    if (other !== undefined) {
      const columns = [other, position].map(columnLetters);
      throw new ImportFileError("header_duplicate", { header: shorten(header), columns });
    }
    seen.set(key, position);
    headers.push(header);
    positions.push(position);
  }
  return { rowNumber: row.rowNumber, headers, positions };
}

/** Rows below the header, cut to its columns. Throws `too_many_rows`. */
export async function* shapeRows(
  rows: AsyncIterable<RawRow>,
  columns: HeaderColumns,
  limits: TableLimits,
): AsyncGenerator<TableRow, void> {
  const indexOf = new Map(columns.positions.map((position, index) => [position, index]));
  let count = 0;
  for await (const row of rows) {
    if (row.rowNumber <= columns.rowNumber || isEmpty(row)) continue;
    count += 1;
    if (count > limits.maxRows) throw new ImportFileError("too_many_rows", { max: limits.maxRows });
    yield shapeRow(row, columns, indexOf, limits);
  }
}

export function isEmpty(row: RawRow): boolean {
  return row.problems.length === 0 && row.cells.every((cell) => cell === "");
}

function shapeRow(
  row: RawRow,
  columns: HeaderColumns,
  indexOf: ReadonlyMap<number, number>,
  limits: TableLimits,
): TableRow {
  const problems: CellProblem[] = [];
  for (const problem of row.problems) {
    const index = problem.columnIndex === null ? null : (indexOf.get(problem.columnIndex) ?? null);
    problems.push({ ...problem, columnIndex: index });
  }
  if (row.cells.length > columns.positions.length) {
    const stray = row.cells.findIndex((cell, position) => cell !== "" && !indexOf.has(position));
    if (stray >= 0) {
      const value = shorten(row.cells[stray] ?? "");
      problems.push({
        columnIndex: null,
        code: "cell_without_header",
        params: { cellColumn: columnLetters(stray), value },
      });
    }
  }
  const cells = columns.positions.map((position, index) => {
    const cell = row.cells[position] ?? "";
    if (cell.length <= limits.maxCellLength) return cell;
    problems.push({ columnIndex: index, code: "cell_too_long", params: { max: limits.maxCellLength } });
    return "";
  });
  return { rowNumber: row.rowNumber, cells, problems };
}

/** Params reach the screen: enough of a value to know it by. */
function shorten(value: string): string {
  return value.length <= 60 ? value : `${value.slice(0, 59)}…`;
}
