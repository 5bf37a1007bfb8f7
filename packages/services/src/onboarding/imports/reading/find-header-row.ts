import type { RawRow } from "./raw-row.ts";

/** Dapodik and most offices put titles above the table; below this row nobody looks for one. */
export const searchedRows = 30;

export interface HeaderRow {
  readonly row: RawRow;
  /** How many of its cells name a known column. */
  readonly known: number;
}

/**
 * The row that names the columns, by content: the one with the most known names, if those are at least half of it.
 * In a table of unknown names it is the first row about as wide as the widest whose cells are words and not data.
 *
 * @param rows those among the first 30 of the file that are not empty
 */
export function findHeaderRow(rows: readonly RawRow[], isKnown: (cell: string) => boolean): HeaderRow | null {
  const widest = Math.max(0, ...rows.map((row) => filled(row).length));
  let best: HeaderRow | null = null;
  for (const row of rows) {
    const cells = filled(row);
    const known = cells.filter(isKnown).length;
    const isEnough = known >= 2 || (known === 1 && widest === 1);
    if (isEnough && known * 2 >= cells.length && known > (best?.known ?? 0)) best = { row, known };
  }
  if (best !== null) return best;
  const named = rows.find((row) => {
    const cells = filled(row);
    return cells.length >= 2 && cells.length >= widest * 0.6 && cells.every(looksLikeName);
  });
  return named === undefined ? null : { row: named, known: filled(named).filter(isKnown).length };
}

function filled(row: RawRow): readonly string[] {
  return row.cells.filter((cell) => cell !== "");
}

/** A name of a column has letters, no long number, no address, and is no sentence. */
function looksLikeName(cell: string): boolean {
  return /\p{L}/u.test(cell) && !/\d{4,}|@|^\d/.test(cell) && cell.length <= 80;
}
