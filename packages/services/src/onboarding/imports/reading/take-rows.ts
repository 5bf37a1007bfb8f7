import { searchedRows } from "./find-header-row.ts";
import type { RawRow } from "./raw-row.ts";
import { isEmpty } from "./shape-rows.ts";

/** The rows that are not empty among the first 30 of the file. */
export async function takeRows(rows: AsyncIterable<RawRow>): Promise<RawRow[]> {
  const taken: RawRow[] = [];
  for await (const row of rows) {
    if (row.rowNumber > searchedRows) break;
    if (!isEmpty(row)) taken.push(row);
  }
  return taken;
}

/** Whether there is at least one. */
export async function hasRow(rows: AsyncIterable<unknown>): Promise<boolean> {
  for await (const _row of rows) return true;
  return false;
}
