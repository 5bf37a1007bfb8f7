import type { ExportFormat, ExportTable } from "./export-table.ts";
import { writeCsv } from "./write-csv.ts";
import { writeJson, writeNdjson } from "./write-json.ts";

export interface WriteOptions {
  /** Rows of a PDF at most; `PdfTooLong` beyond. */
  readonly maxPdfRows: number;
}

/** A table in the wanted format. The larger libraries load when one is asked for that needs them. */
export async function* writeTable(
  format: ExportFormat,
  table: ExportTable,
  { maxPdfRows }: WriteOptions,
): AsyncGenerator<Uint8Array> {
  switch (format) {
    case "csv":
      // What spreadsheets of the language's usual locale open as columns.
      return yield* writeCsv(table, { delimiter: table.locale === "id" ? ";" : ",", bom: true });
    case "json":
      return yield* writeJson(table);
    case "ndjson":
      return yield* writeNdjson(table);
    case "xlsx":
      return yield* (await import("./write-xlsx.ts")).writeXlsx(table);
    case "pdf":
      return yield* (await import("./write-pdf.ts")).writePdf(table, { maxRows: maxPdfRows });
  }
}
