import type { ErrorParams, ImportRowProblemCode } from "@gloria/contracts";
import { type CellFormat, dateOfSerial, plainFormat, textOfNumber } from "./cell-format.ts";
import { ImportFileError } from "./import-file-error.ts";
import type { RawRow } from "./raw-row.ts";
import { readXml } from "./read-xml.ts";
import type { SharedStrings } from "./shared-strings.ts";
import type { CellProblem } from "./table-reading.ts";
import { unescapeText } from "./unescape-text.ts";

/** The last column of a spreadsheet is XFD. */
const lastColumn = 16_384;

export interface SheetContext {
  readonly strings: SharedStrings;
  readonly formats: readonly CellFormat[];
  readonly from1904: boolean;
}

interface Cell {
  column: number;
  type: string;
  format: CellFormat;
  value: string;
  hasFormula: boolean;
}

/** The rows of a sheet that hold anything, in the file's order. Throws `file_damaged`. */
export async function* readSheetRows(
  part: AsyncIterable<Uint8Array>,
  context: SheetContext,
): AsyncGenerator<RawRow, void> {
  let found: RawRow[] = [];
  let rowNumber = 0;
  let cells: string[] = [];
  let problems: CellProblem[] = [];
  let cell: Cell | null = null;
  let isReading = false;
  let phonetic = 0;

  const endCell = (ended: Cell) => {
    const { text, problem } = readCell(ended, context);
    if (problem !== null) problems.push({ columnIndex: ended.column, ...problem });
    if (text === "" && problem === null) return;
    while (cells.length < ended.column) cells.push("");
    cells[ended.column] = text;
  };

  const pieces = readXml(part, {
    open(name, attributes) {
      switch (name) {
        case "row":
          rowNumber = attributes["r"] === undefined ? rowNumber + 1 : Number(attributes["r"]);
          cells = [];
          problems = [];
          cell = null;
          break;
        case "c":
          cell = {
            column: attributes["r"] === undefined ? (cell?.column ?? -1) + 1 : columnOf(attributes["r"]),
            type: attributes["t"] ?? "n",
            format: context.formats[Number(attributes["s"] ?? 0)] ?? plainFormat,
            value: "",
            hasFormula: false,
          };
          break;
        case "f":
          if (cell) cell.hasFormula = true;
          break;
        case "rPh":
          phonetic += 1;
          break;
        case "v":
        case "t":
          isReading = phonetic === 0;
          break;
      }
    },
    text(text) {
      if (isReading && cell) cell.value += text;
    },
    close(name) {
      if (name === "v" || name === "t") isReading = false;
      else if (name === "rPh") phonetic -= 1;
      else if (name === "c" && cell) endCell(cell);
      else if (name === "row" && (cells.length > 0 || problems.length > 0)) found.push({ rowNumber, cells, problems });
    },
  });
  for await (const _piece of pieces) {
    const rows = found;
    found = [];
    yield* rows;
  }
}

interface CellReading {
  readonly text: string;
  readonly problem: { readonly code: ImportRowProblemCode; readonly params: ErrorParams } | null;
}

function readCell({ type, value, format, hasFormula }: Cell, context: SheetContext): CellReading {
  // A formula whose program never computed it, or that was written by one that cannot.
  if (hasFormula && value === "" && type !== "str") {
    return { text: "", problem: { code: "formula_without_value", params: {} } };
  }
  switch (type) {
    case "e":
      return { text: "", problem: { code: "formula_error", params: { value } } };
    case "s":
      return plain(value === "" ? "" : context.strings.at(Number(value)));
    case "str":
    case "inlineStr":
      return plain(unescapeText(value));
    case "b":
      return plain(value === "1" ? "TRUE" : value === "0" ? "FALSE" : value);
    case "d":
      return plain(value.replace(/T00:00:00(\.0+)?Z?$/, ""));
    default:
      return plain(value === "" ? "" : readNumber(value, format, context.from1904));
  }
}

function readNumber(value: string, format: CellFormat, from1904: boolean): string {
  const number = Number(value);
  if (!Number.isFinite(number)) throw new ImportFileError("file_damaged");
  if (format.kind === "date") return dateOfSerial(number, from1904) ?? textOfNumber(number);
  const text = textOfNumber(number);
  return format.kind === "zeros" && /^\d+$/.test(text) ? text.padStart(format.digits, "0") : text;
}

function plain(text: string): CellReading {
  return { text: text.trim(), problem: null };
}

/** `AB12` is 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at);
    if (code < 65 || code > 90) break;
    column = column * 26 + (code - 64);
  }
  if (column < 1 || column > lastColumn) throw new ImportFileError("file_damaged");
  return column - 1;
}
