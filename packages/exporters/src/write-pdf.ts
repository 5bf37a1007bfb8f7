import { createRequire } from "node:module";
import { setImmediate as nextTurn } from "node:timers/promises";
import { translate } from "@gloria/i18n";
import PDFDocument from "pdfkit";
import type { ExportTable, ExportValue } from "./export-table.ts";
import { PdfCells } from "./pdf-cells.ts";
import { PdfTooLong } from "./pdf-too-long.ts";
import { wallTimeIn, zoneName } from "./zone-time.ts";

export interface PdfOptions {
  /** {@link PdfTooLong} beyond: nobody reads a thousand pages, and their number has to be known before the first. */
  readonly maxRows: number;
}

const margin = 28;
const [fontSize, smallSize, rowHeight, padding] = [7, 8, 14, 3];
const headerTop = 74;
const footerHeight = 22;
/** Rows that are made ready at once, between which everything else has its turn. */
const rowsAtOnce = 200;

// Named by their files: for a registered name the library opens the font anew each time.
const plainFont = fontFile("DejaVuSans.ttf");
const boldFont = fontFile("DejaVuSans-Bold.ttf");

/** The rows as they are written, and as many characters as the longest of each column has. */
interface Lines {
  readonly cells: readonly (readonly string[])[];
  readonly longest: readonly number[];
}

/**
 * A4 landscape: title, filter and time on every page, the header row repeated, "page x of y" below, text that is too
 * wide cut with an ellipsis. The embedded font has every letter of Indonesian names.
 */
export async function* writePdf(table: ExportTable, { maxRows }: PdfOptions): AsyncGenerator<Uint8Array> {
  const lines = await collect(table, maxRows);
  const document = new PDFDocument({
    size: "A4",
    layout: "landscape",
    margin,
    autoFirstPage: false,
    // Otherwise it begins with a font of its own, which has no letters beyond Latin-1.
    font: plainFont,
    info: { Title: table.title, Producer: "Gloria", Creator: "Gloria", CreationDate: table.generatedAt },
  });
  const writing = drawPages(document, table, lines);
  writing.catch((error: unknown) => document.destroy(error instanceof Error ? error : new Error(String(error))));
  for await (const piece of document) yield piece as Uint8Array;
  await writing;
}

async function collect(table: ExportTable, maxRows: number): Promise<Lines> {
  const textOf = textWriter(table);
  const cells: string[][] = [];
  const longest = table.columns.map(() => 4);
  for await (const row of table.rows) {
    if (cells.length === maxRows) throw new PdfTooLong(maxRows);
    const line = row.map(textOf);
    for (const [index, cell] of line.entries()) longest[index] = Math.max(longest[index] ?? 0, cell.length);
    cells.push(line);
    if (cells.length % rowsAtOnce === 0) await nextTurn();
  }
  return { cells, longest };
}

async function drawPages(document: PDFKit.PDFDocument, table: ExportTable, lines: Lines): Promise<void> {
  await nextTurn();
  const widths = columnWidths(table, lines);
  const titles = table.columns.map((column) => column.title);
  const head = headOf(table, lines.cells.length);
  await nextTurn();
  const bold = new PdfCells(document, boldFont);
  await nextTurn();
  const plain = new PdfCells(document, plainFont);
  const rowsOnPage = Math.floor((595.28 - headerTop - rowHeight - margin - footerHeight) / rowHeight);
  const pages = Math.max(1, Math.ceil(lines.cells.length / rowsOnPage));
  for (let page = 0; page < pages; page += 1) {
    // Pages leave between the drawing: a long document does not hold up everything else.
    await nextTurn();
    const shown = lines.cells.slice(page * rowsOnPage, (page + 1) * rowsOnPage);
    document.addPage();
    drawGrid(document, shown.length, widths);
    document.fillColor("#444");
    drawAround(document, plain, head, translate(table.locale, "exported.page", { page: page + 1, pages }));
    plain.flush();
    document.fillColor("#111");
    bold.draw(table.title, margin, margin, document.page.width - 2 * margin, 13);
    drawLine(bold, titles, widths, headerTop);
    bold.flush();
    for (const [index, line] of shown.entries()) drawLine(plain, line, widths, headerTop + (index + 1) * rowHeight);
    plain.flush();
  }
  for (const font of [plain, bold]) {
    await nextTurn();
    font.close();
  }
  document.end();
}

/** What stands below the title: by what the rows are filtered, when they were read and how many they are. */
function headOf({ locale, timeZone, generatedAt, filter }: ExportTable, rows: number): readonly [string, string] {
  const zone = zoneName(timeZone, locale, generatedAt);
  const at = `${new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "long", timeStyle: "short" }).format(generatedAt)} ${zone}`;
  return [
    filter === null ? translate(locale, "exported.unfiltered") : translate(locale, "exported.filter", { filter }),
    translate(locale, "exported.about", { at, rows: new Intl.NumberFormat(locale).format(rows) }),
  ];
}

function drawAround(
  document: PDFKit.PDFDocument,
  drawing: PdfCells,
  [filter, about]: readonly [string, string],
  page: string,
): void {
  const width = document.page.width - 2 * margin;
  drawing.draw(filter, margin, margin + 19, width, smallSize);
  drawing.draw(about, margin, margin + 31, width, smallSize);
  const left = document.page.width - margin - drawing.widthOf(page, smallSize);
  drawing.draw(page, left, document.page.height - margin - 12, width, smallSize);
}

/** The ground of the header row, and a rule below it and below each of the rows. */
function drawGrid(document: PDFKit.PDFDocument, rows: number, widths: readonly number[]): void {
  const total = widths.reduce((sum, width) => sum + width, 0);
  document.rect(margin, headerTop, total, rowHeight).fill("#e8ecf2");
  for (let row = 1; row <= rows + 1; row += 1) {
    const y = headerTop + row * rowHeight;
    document.moveTo(margin, y).lineTo(margin + total, y);
  }
  document.lineWidth(0.4).stroke("#c5ccd6");
}

function drawLine(drawing: PdfCells, cells: readonly string[], widths: readonly number[], y: number): void {
  let x = margin;
  for (const [index, width] of widths.entries()) {
    drawing.draw(cells[index] ?? "", x + padding, y + padding, width - 2 * padding, fontSize);
    x += width;
  }
}

/** The page's width shared by the longest text of each column; very long ones are cut instead. */
function columnWidths(table: ExportTable, { longest }: Lines): number[] {
  const wanted = table.columns.map(
    (column, index) => Math.min(40, Math.max(column.title.length * 1.1, longest[index] ?? 4)) + 2,
  );
  const sum = wanted.reduce((total, width) => total + width, 0);
  const pageWidth = 841.89 - 2 * margin;
  return wanted.map((width) => (width / sum) * pageWidth);
}

function textWriter(table: ExportTable): (value: ExportValue, index: number) => string {
  const wallTime = wallTimeIn(table.timeZone);
  const [yes, no] = [translate(table.locale, "exported.yes"), translate(table.locale, "exported.no")];
  return (value, index) => {
    if (value === null) return "";
    if (typeof value === "boolean") return value ? yes : no;
    if (typeof value === "string" && table.columns[index]?.kind === "instant") return wallTime(value).slice(0, 16);
    // A line break would push the following text out of its cell.
    return String(value).replaceAll(/\s+/g, " ");
  };
}

function fontFile(name: string): string {
  return createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}`);
}
