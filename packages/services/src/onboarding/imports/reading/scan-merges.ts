/** Rows count from 1, columns from 0, both ends included. */
export interface MergedRange {
  readonly range: string;
  readonly firstColumn: number;
  readonly lastColumn: number;
  readonly lastRow: number;
}

const overlap = 256;
const keptMerges = 10_000;

/**
 * The merged cells of a sheet, which stand behind its rows: the whole part is unpacked once before the first row is
 * imported, which proves its checksum too. A `<` in a text is escaped, so the tag can be looked for as it stands.
 */
export async function scanMerges(part: AsyncIterable<Buffer>): Promise<readonly MergedRange[]> {
  const found = new Map<string, MergedRange>();
  let kept = Buffer.alloc(0);
  for await (const chunk of part) {
    const window = Buffer.concat([kept, chunk]);
    for (let at = window.indexOf("mergeCell "); at >= 0; at = window.indexOf("mergeCell ", at + 1)) {
      const tag = window.toString("latin1", at, at + overlap);
      const match = /^mergeCell [^<>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/.exec(tag);
      if (!match || found.size >= keptMerges) continue;
      const [, first = "", firstRow = "", last = "", lastRow = ""] = match;
      const range = `${first}${firstRow}:${last}${lastRow}`;
      found.set(range, { range, firstColumn: indexOf(first), lastColumn: indexOf(last), lastRow: Number(lastRow) });
    }
    kept = window.subarray(Math.max(0, window.length - overlap));
  }
  return [...found.values()];
}

function indexOf(letters: string): number {
  let column = 0;
  for (let at = 0; at < letters.length; at += 1) column = column * 26 + (letters.charCodeAt(at) - 64);
  return column - 1;
}
