import type { CellProblem } from "./table-reading.ts";

/** A row before it is known which one is the header: as wide as it is, cells trimmed. */
export interface RawRow {
  readonly rowNumber: number;
  readonly cells: readonly string[];
  readonly problems: readonly CellProblem[];
}
