import { extname } from "node:path";
import type { ImportFileNotice } from "@gloria/contracts";
import { isKnownHeader } from "../mapping/known-headers.ts";
import { openCsv } from "./open-csv.ts";
import { openXlsx } from "./open-xlsx.ts";
import { recogniseContent } from "./recognise-content.ts";
import { spoolFile } from "./spool-file.ts";
import { defaultTableLimits, type OpenTableOptions, type TableReading } from "./table-reading.ts";

/**
 * Spools a CSV or XLSX file to the disk, checks it, finds its header and makes its rows readable. Whoever opens it
 * closes it. Throws `ImportFileError` with what is wrong and nothing left open.
 */
export async function openTable(source: AsyncIterable<Uint8Array>, options: OpenTableOptions): Promise<TableReading> {
  const limits = { ...defaultTableLimits, ...options.limits };
  const isKnown = options.isKnownHeader ?? isKnownHeader;
  const file = await spoolFile(source, limits.maxBytes);
  try {
    const content = await recogniseContent(file);
    const reading =
      content === "zip"
        ? await openXlsx(file, limits, isKnown, options.sheet ?? null)
        : await openCsv(file, limits, isKnown);
    return { ...reading, notices: [...extensionNotice(options.fileName, reading), ...reading.notices] };
  } catch (error) {
    await file.close();
    throw error;
  }
}

function extensionNotice(fileName: string, { format }: TableReading): ImportFileNotice[] {
  const extension = extname(fileName).toLowerCase();
  const fits = format === "csv" ? [".csv", ".txt", ".tsv", ""] : [".xlsx", ".xlsm", ""];
  return fits.includes(extension) ? [] : [{ code: "extension_differs", params: { format: format.toUpperCase() } }];
}
