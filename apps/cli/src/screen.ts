import type { Writable } from "node:stream";

/** Where a command's words go: answers to `out`, everything about the work to `err`. */
export interface Screen {
  readonly out: Writable;
  readonly err: Writable;
  /** A person is looking: progress may be shown and questions asked. */
  readonly interactive: boolean;
}

/** A column of a table: its heading and what a row shows in it. */
export type Column<Row> = readonly [heading: string, cell: (row: Row) => string | number | null | undefined];

/** Left-aligned columns, two spaces between them; no frame, so that `cut` and `awk` can read it. */
export function formatTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const cells = rows.map((row) => columns.map(([, cell]) => String(cell(row) ?? "-")));
  const lines = [columns.map(([heading]) => heading), ...cells];
  const widths = columns.map((_, n) => Math.max(...lines.map((line) => (line[n] ?? "").length)));
  return lines
    .map((line) =>
      line
        .map((cell, n) => cell.padEnd(widths[n] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
