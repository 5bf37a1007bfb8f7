export {
  type ExportColumn,
  type ExportFormat,
  type ExportKind,
  type ExportRow,
  type ExportTable,
  type ExportValue,
  exportFormats,
} from "./export-table.ts";
export { PdfTooLong } from "./pdf-too-long.ts";
export { type CsvOptions, writeCsv } from "./write-csv.ts";
export { writeJson, writeNdjson } from "./write-json.ts";
export { type WriteOptions, writeTable } from "./write-table.ts";
export { writeZip, type ZipEntry } from "./write-zip.ts";
