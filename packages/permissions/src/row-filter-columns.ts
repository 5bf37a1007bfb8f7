import type { SQL } from "drizzle-orm";

/**
 * How the rows of one list answer the questions of a `RowFilter`. Null of a part means that such rows do not
 * exist in this list (departments among schools, say). Ids are bound as parameters by the list's own code.
 */
export interface RowFilterColumns {
  /** The rows that this person owns: the caller, or whoever delegated to them. */
  readonly own: ((userId: string) => SQL) | null;
  readonly school: ((ids: readonly string[]) => SQL) | null;
  readonly department: ((ids: readonly string[]) => SQL) | null;
  readonly schoolless: SQL | null;
  /**
   * What resource rules name these rows by: the type, or the test of the row's own where they are of several, and the
   * test of the id.
   */
  readonly resource: {
    readonly type: string | ((types: readonly string[]) => SQL);
    readonly is: (ids: readonly string[]) => SQL;
  } | null;
  /**
   * What conditions may read of these rows, each as text, number or boolean. What is left out is unknown: a condition
   * on it errors.
   */
  readonly attributes?: Readonly<Record<string, SQL>>;
}
