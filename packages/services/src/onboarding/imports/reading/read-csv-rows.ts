import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { decodeText } from "./decode-text.ts";
import { ImportFileError } from "./import-file-error.ts";
import type { RawRow } from "./raw-row.ts";
import type { SpooledFile } from "./spool-file.ts";
import type { TableDelimiter, TableEncoding } from "./table-reading.ts";

/** A row longer than this is a quote that nobody closed. */
const maxRowBytes = 4 * 1024 * 1024;

export interface CsvForm {
  readonly encoding: TableEncoding;
  readonly delimiter: TableDelimiter;
  readonly hasSeparatorLine: boolean;
}

/** Every row of the file from the first, empty ones too. Throws `quote_unclosed`, `quote_misplaced`. */
export async function* readCsvRows(file: SpooledFile, form: CsvForm): AsyncGenerator<RawRow, void> {
  // The parser breaks off ahead of the rows that are still to be handed on.
  let parsed = 0;
  const parser = parse({
    delimiter: form.delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    max_record_size: maxRowBytes,
    from: form.hasSeparatorLine ? 2 : 1,
    on_record: (record: string[]) => {
      parsed += 1;
      return record;
    },
  });
  const source = Readable.from(decodeText(file, form.encoding));
  // The parser is destroyed with whatever happens to the source, and says it to the loop below.
  pipeline(source, parser, () => undefined);
  let rowNumber = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      rowNumber += 1;
      yield { rowNumber, cells: record.map((cell) => cell.trim()), problems: [] };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const isUnclosed = error.code === "CSV_QUOTE_NOT_CLOSED" || error.code === "CSV_MAX_RECORD_SIZE";
    throw new ImportFileError(
      isUnclosed ? "quote_unclosed" : "quote_misplaced",
      { rowNumber: parsed + 1 },
      { cause: error },
    );
  } finally {
    source.destroy();
    parser.destroy();
  }
}
