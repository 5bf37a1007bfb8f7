import { type SQL, sql } from "drizzle-orm";
import { attributeSql } from "./conditions/attribute-sql.ts";
import type { RowFilter } from "./row-filter.ts";
import type { RowFilterColumns } from "./row-filter-columns.ts";

export type { RowFilterColumns } from "./row-filter-columns.ts";

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
      return resourceIn(filter, columns);
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

function resourceIn({ type, ids }: Extract<RowFilter, { kind: "resource" }>, { resource }: RowFilterColumns): SQL {
  if (resource === null) return sql`false`;
  if (typeof resource.type === "string") return resource.type === type ? resource.is(ids) : sql`false`;
  return sql`(${resource.type([type])} and ${resource.is(ids)})`;
}

function joined(parts: readonly RowFilter[], columns: RowFilterColumns, operator: SQL): SQL {
  return sql`(${sql.join(
    parts.map((part) => condition(part, columns)),
    operator,
  )})`;
}
