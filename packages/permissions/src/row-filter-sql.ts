import { type SQL, sql } from "drizzle-orm";
import { attributeSql } from "./conditions/attribute-sql.ts";
import type { RowFilter } from "./row-filter.ts";

/**
 * How the rows of one list answer the questions of a {@link RowFilter}. Null of a part means that such rows do not
 * exist in this list (departments among schools, say). Ids are bound as parameters by the list's own code.
 */
export interface RowFilterColumns {
  /** The rows that this person owns: the caller, or whoever delegated to them. */
  readonly own: ((userId: string) => SQL) | null;
  readonly school: ((ids: readonly string[]) => SQL) | null;
  readonly department: ((ids: readonly string[]) => SQL) | null;
  readonly schoolless: SQL | null;
  /** The type that resource rules name for these rows, and the test of the row's id. */
  readonly resource: { readonly type: string; readonly is: (ids: readonly string[]) => SQL } | null;
  /**
   * What conditions may read of these rows, each as text, number or boolean. What is left out is unknown: a condition
   * on it errors.
   */
  readonly attributes?: Readonly<Record<string, SQL>>;
}

/**
 * The filter as a condition; undefined when every row passes, so that no condition need be written. A null column
 * counts as "no": without that, NOT of an unknown would silently drop rows that no rule denies.
 */
export function rowFilterSql(filter: RowFilter, columns: RowFilterColumns): SQL | undefined {
  return filter.kind === "any" ? undefined : condition(filter, columns);
}

function condition(filter: RowFilter, columns: RowFilterColumns): SQL {
  switch (filter.kind) {
    case "any":
      return sql`true`;
    case "none":
      return sql`false`;
    case "own":
      return columns.own?.(filter.userId) ?? sql`false`;
    case "schoolless":
      return columns.schoolless ?? sql`false`;
    case "school":
      return columns.school?.(filter.ids) ?? sql`false`;
    case "department":
      return columns.department?.(filter.ids) ?? sql`false`;
    case "resource":
      return columns.resource?.type === filter.type ? columns.resource.is(filter.ids) : sql`false`;
    case "attribute":
      return attributeSql(filter, columns);
    case "not":
      return sql`(${condition(filter.part, columns)}) is not true`;
    case "and":
      return joined(filter.parts, columns, sql` and `);
    case "or":
      return joined(filter.parts, columns, sql` or `);
  }
}

function joined(parts: readonly RowFilter[], columns: RowFilterColumns, operator: SQL): SQL {
  return sql`(${sql.join(
    parts.map((part) => condition(part, columns)),
    operator,
  )})`;
}
