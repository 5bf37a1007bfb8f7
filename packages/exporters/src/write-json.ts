import type { ExportRow, ExportTable } from "./export-table.ts";
import { textBlocks } from "./text-blocks.ts";

/** One array of objects, a row a line, by the keys of the columns. */
export function writeJson(table: ExportTable): AsyncIterable<Uint8Array> {
  const objectOf = objectWriter(table);
  async function* texts() {
    yield "[";
    let before = "\n";
    for await (const row of table.rows) {
      yield before + objectOf(row);
      before = ",\n";
    }
    yield "\n]\n";
  }
  return textBlocks(texts());
}

/** One object a line: what another program reads without holding it all. */
export function writeNdjson(table: ExportTable): AsyncIterable<Uint8Array> {
  const objectOf = objectWriter(table);
  async function* texts() {
    for await (const row of table.rows) yield `${objectOf(row)}\n`;
  }
  return textBlocks(texts());
}

function objectWriter({ columns }: ExportTable): (row: ExportRow) => string {
  const keys = columns.map((column) => JSON.stringify(column.key));
  return (row) => `{${keys.map((key, index) => `${key}:${JSON.stringify(row[index] ?? null)}`).join(",")}}`;
}
