import { createRequire } from "node:module";
import { translate } from "@gloria/i18n";
import PDFDocument from "pdfkit";
import type { ExportRow, ExportTable, ExportValue } from "./export-table.ts";
import { PdfTooLong } from "./pdf-too-long.ts";
import { wallTimeIn, zoneName } from "./zone-time.ts";

export interface PdfOptions {
  /** {@link PdfTooLong} beyond: nobody reads a thousand pages, and their number has to be known before the first. */
  readonly maxRows: number;
}

const margin = 28;
const [fontSize, rowHeight, padding] = [7, 14, 3];
const headerTop = 74;
const footerHeight = 22;

/**
 * A4 landscape: title, filter and time on every page, the header row repeated, "page x of y" below, text that is too
 * wide cut with an ellipsis. The embedded font has every letter of Indonesian names.
 */
export async function* writePdf(table: ExportTable, { maxRows }: PdfOptions): AsyncGenerator<Uint8Array> {
  const rows = await collect(table, maxRows);
  const document = new PDFDocument({
    size: "A4",
    layout: "landscape",
    margin,
    autoFirstPage: false,
    // Otherwise it begins with a font of its own, which has no letters beyond Latin-1.
    font: fontFile("DejaVuSans.ttf"),
    info: { Title: table.title, Producer: "Gloria", Creator: "Gloria", CreationDate: table.generatedAt },
  });
  document.registerFont("bold", fontFile("DejaVuSans-Bold.ttf"));
  document.registerFont("plain", fontFile("DejaVuSans.ttf"));
  const writing = drawPages(document, table, rows);
  writing.catch((error: unknown) => document.destroy(error instanceof Error ? error : new Error(String(error))));
  for await (const piece of document) yield piece as Uint8Array;
  await writing;
}

async function collect(table: ExportTable, maxRows: number): Promise<ExportRow[]> {
  const rows: ExportRow[] = [];
  for await (const row of table.rows) {
    if (rows.length === maxRows) throw new PdfTooLong(maxRows);
    rows.push(row);
  }
  return rows;
}

async function drawPages(document: PDFKit.PDFDocument, table: ExportTable, rows: readonly ExportRow[]): Promise<void> {
  const textOf = textWriter(table);
  const lines = rows.map((row) => row.map(textOf));
  const widths = columnWidths(table, lines);
  const rowsOnPage = Math.floor((595.28 - headerTop - rowHeight - margin - footerHeight) / rowHeight);
  const pages = Math.max(1, Math.ceil(lines.length / rowsOnPage));
  for (let page = 0; page < pages; page += 1) {
    document.addPage();
    drawHead(document, table, rows.length);
    drawFoot(document, table, page + 1, pages);
    drawLine(
      document,
      table.columns.map((column) => column.title),
      widths,
      headerTop,
      "bold",
    );
    lines.slice(page * rowsOnPage, (page + 1) * rowsOnPage).forEach((line, index) => {
      drawLine(document, line, widths, headerTop + (index + 1) * rowHeight, "plain");
    });
    // Pages leave between the drawing: a long document does not hold up everything else.
    await new Promise((resolve) => setImmediate(resolve));
  }
  document.end();
}

function drawHead(document: PDFKit.PDFDocument, table: ExportTable, rows: number): void {
  const { locale, timeZone, generatedAt, filter, title } = table;
  const zone = zoneName(timeZone, locale, generatedAt);
  const at = `${new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "long", timeStyle: "short" }).format(generatedAt)} ${zone}`;
  const about = translate(locale, "exported.about", { at, rows: new Intl.NumberFormat(locale).format(rows) });
  const width = document.page.width - 2 * margin;
  document
    .fillColor("#111")
    .font("bold")
    .fontSize(13)
    .text(title, margin, margin, { width, height: 16, ellipsis: true });
  document.fillColor("#444").font("plain").fontSize(8);
  const filtered =
    filter === null ? translate(locale, "exported.unfiltered") : translate(locale, "exported.filter", { filter });
  document.text(filtered, margin, margin + 19, { width, height: 10, ellipsis: true });
  document.text(about, margin, margin + 31, { width, height: 10, ellipsis: true });
}

function drawFoot(document: PDFKit.PDFDocument, table: ExportTable, page: number, pages: number): void {
  const text = translate(table.locale, "exported.page", { page, pages });
  const width = document.page.width - 2 * margin;
  document.fillColor("#444").font("plain").fontSize(8);
  document.text(text, margin, document.page.height - margin - 12, {
    width,
    height: 10,
    align: "right",
    lineBreak: false,
  });
}

function drawLine(
  document: PDFKit.PDFDocument,
  cells: readonly string[],
  widths: readonly number[],
  y: number,
  font: "bold" | "plain",
): void {
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (font === "bold") document.rect(margin, y, total, rowHeight).fill("#e8ecf2");
  document.fillColor("#111").font(font).fontSize(fontSize);
  let x = margin;
  for (const [index, width] of widths.entries()) {
    const cell = cells[index] ?? "";
    const options = { width: width - 2 * padding, height: fontSize + 3, ellipsis: "…" };
    if (cell !== "") document.text(cell, x + padding, y + padding, options);
    x += width;
  }
  document
    .moveTo(margin, y + rowHeight)
    .lineTo(margin + total, y + rowHeight)
    .lineWidth(0.4)
    .stroke("#c5ccd6");
}

/** The page's width shared by the longest text of each column; very long ones are cut instead. */
function columnWidths(table: ExportTable, lines: readonly (readonly string[])[]): number[] {
  const wanted = table.columns.map((column, index) => {
    const longest = lines.reduce((length, line) => Math.max(length, line[index]?.length ?? 0), 4);
    return Math.min(40, Math.max(column.title.length * 1.1, longest)) + 2;
  });
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
