import { type ImportFieldDefinition, type ImportKind, importFields, type Locale } from "@gloria/contracts";
import ExcelJS from "exceljs";
import { csvText } from "./csv-text.ts";
import { type GloriaColumn, gloriaColumns } from "./gloria-columns.ts";
import { columnHint, templateTexts } from "./template-texts.ts";

export interface ImportTemplateOptions {
  readonly kind: ImportKind;
  readonly format: "csv" | "xlsx";
  readonly locale: Locale;
  /** With the columns of specific personal data. */
  readonly includeSpecific: boolean;
}

export interface ImportTemplate {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Buffer;
}

type AnyColumn = GloriaColumn<"people"> | GloriaColumn<"organisation">;

/** How many empty rows are made ready for typing: formatted as text, so that no digit and no zero is lost. */
const readyRows = 500;

/** The file that people fill in: the header row, and in XLSX a second sheet that explains each column. */
export async function buildImportTemplate(options: ImportTemplateOptions): Promise<ImportTemplate> {
  const { kind, format, locale, includeSpecific } = options;
  const definitions: Readonly<Record<string, ImportFieldDefinition>> = importFields[kind];
  const all: readonly AnyColumn[] = gloriaColumns[kind];
  const columns = all.filter(({ field }) => includeSpecific || definitions[field]?.specific !== true);
  const fileName = `${templateTexts[locale].fileName[kind]}.${format}`;
  if (format === "csv") {
    const content = Buffer.from(`\ufeff${csvText([columns.map(({ header }) => header[locale])])}`);
    return { fileName, mediaType: "text/csv; charset=utf-8", content };
  }
  const mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return { fileName, mediaType, content: await buildXlsx(columns, kind, locale) };
}

async function buildXlsx(columns: readonly AnyColumn[], kind: ImportKind, locale: Locale): Promise<Buffer> {
  const texts = templateTexts[locale];
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(texts.sheet[kind], { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.columns = columns.map(({ header }) => ({
    header: header[locale],
    width: Math.max(14, header[locale].length + 4),
    style: { numFmt: "@" },
  }));
  for (let row = 2; row <= readyRows + 1; row += 1) {
    for (let column = 1; column <= columns.length; column += 1) sheet.getCell(row, column).numFmt = "@";
  }
  sheet.getRow(1).font = { bold: true };
  for (const [index, { isRequired }] of columns.entries()) {
    const argb = isRequired ? "FFFFE8CC" : "FFEDEFF2";
    sheet.getCell(1, index + 1).fill = { type: "pattern", pattern: "solid", fgColor: { argb } };
  }
  const help = book.addWorksheet(texts.helpSheet);
  help.columns = [{ width: 30 }, { width: 12 }, { width: 90 }];
  for (const line of texts.help[kind]) help.addRow([line]);
  help.addRow([]);
  for (const column of columns) help.addRow(helpRow(column, kind, locale));
  return Buffer.from(await book.xlsx.writeBuffer());
}

function helpRow({ field, header, isRequired }: AnyColumn, kind: ImportKind, locale: Locale): string[] {
  const { required, optional } = templateTexts[locale];
  return [`${header[locale]}:`, isRequired ? required : optional, columnHint(kind, field, locale)];
}
