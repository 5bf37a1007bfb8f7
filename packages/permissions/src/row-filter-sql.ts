import { type SQL, sql } from "drizzle-orm";
import type { ConditionValue } from "./condition.ts";
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
      return compared(filter, columns);
    case "not":
      return sql`(${condition(filter.part, columns)}) is not true`;
    case "and":
      return joined(filter.parts, columns, sql` and `);
    case "or":
      return joined(filter.parts, columns, sql` or `);
  }
}

type AttributeFilter = RowFilter & { readonly kind: "attribute" };

function compared(filter: AttributeFilter, columns: RowFilterColumns): SQL {
  const { name, comparison, values } = filter;
  const { resource } = columns;
  if (name === "type") return resource === null ? sql`false` : typeCompared(resource.type, filter);
  if (name === "id") return resource === null ? sql`false` : idCompared(resource.is, filter);
  const column =
    columns.attributes !== undefined && Object.hasOwn(columns.attributes, name) && columns.attributes[name];
  if (column === undefined || column === false) return sql`false`;
  if (comparison === "in") return isOneOf(column, values);
  if (comparison === "not_in") return sql`(${isOneOf(column, values)}) is not true`;
  const [value] = values;
  return value === undefined || value === null ? sql`false` : sql`${column} ${orders[comparison]} ${value}`;
}

const orders = { lt: sql`<`, le: sql`<=`, gt: sql`>`, ge: sql`>=` } as const;

function isOneOf(column: SQL, values: readonly ConditionValue[]): SQL {
  const known = values.filter((value) => value !== null);
  const listed =
    known.length === 0
      ? sql`false`
      : sql`${column} in (${sql.join(
          known.map((value) => sql`${value}`),
          sql`, `,
        )})`;
  return known.length === values.length ? listed : sql`(${column} is null or ${listed})`;
}

function typeCompared(type: string, { comparison, values }: AttributeFilter): SQL {
  return values.includes(type) === (comparison === "in") ? sql`true` : sql`false`;
}

function idCompared(is: (ids: readonly string[]) => SQL, { comparison, values }: AttributeFilter): SQL {
  const ids = values.filter((value) => typeof value === "string");
  return comparison === "in" ? is(ids) : sql`(${is(ids)}) is not true`;
}

function joined(parts: readonly RowFilter[], columns: RowFilterColumns, operator: SQL): SQL {
  return sql`(${sql.join(
    parts.map((part) => condition(part, columns)),
    operator,
  )})`;
}
