import { type SQL, sql } from "drizzle-orm";
import type { ConditionValue } from "../condition.ts";
import type { RowFilter } from "../row-filter.ts";
import type { RowFilterColumns } from "../row-filter-columns.ts";

export type AttributeFilter = RowFilter & { readonly kind: "attribute" };

/** Only these are ever bound as uuid: anything else can be no id, and would be an error instead of a "no". */
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const orders = { lt: sql`<`, le: sql`<=`, gt: sql`>`, ge: sql`>=` } as const;
const no = sql`false`;

/**
 * The comparison of an attribute as SQL, true or not: what is unknown passes neither a comparison nor its opposite. The
 * row itself (`id`, `type`, `ownerId`) and its places are asked by the columns that answer for rules, too.
 */
export function attributeSql(filter: AttributeFilter, columns: RowFilterColumns): SQL {
  const { name, comparison, values } = filter;
  const { resource, attributes } = columns;
  if (name === "schoolIds") return columns.school?.(idsAmong(values)) ?? no;
  if (name === "departmentIds") return columns.department?.(idsAmong(values)) ?? no;
  if (name === "type") return resource === null ? no : isType(resource.type, filter);
  if (name === "id") return resource === null ? no : isId(resource.is, filter);
  const column = attributes !== undefined && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  if (column === undefined) return name === "ownerId" && columns.own !== null ? isOwner(columns.own, filter) : no;
  if (comparison === "in") return isOneOf(column, values);
  if (comparison === "not_in") return sql`(${isOneOf(column, values)}) is not true`;
  const [value] = values;
  return value === undefined || value === null ? no : sql`${column} ${orders[comparison]} ${bound(value)}`;
}

function isOneOf(column: SQL, values: readonly ConditionValue[]): SQL {
  const known = values.filter((value) => value !== null);
  const list = sql.join(known.map(bound), sql`, `);
  const listed = known.length === 0 ? no : sql`${column} in (${list})`;
  return known.length === values.length ? listed : sql`(${column} is null or ${listed})`;
}

/** With its type: PostgreSQL would take a number for the column's, which may have no fractions. */
function bound(value: Exclude<ConditionValue, null>): SQL {
  if (typeof value === "string") return sql`${value}::text`;
  if (typeof value === "boolean") return sql`${value}::boolean`;
  return Number.isSafeInteger(value) ? sql`${value}::int8` : sql`${String(value)}::numeric`;
}

function isType(type: NonNullable<RowFilterColumns["resource"]>["type"], { comparison, values }: AttributeFilter): SQL {
  if (typeof type === "string") return values.includes(type) === (comparison === "in") ? sql`true` : no;
  const isAmong = type(values.filter((value) => typeof value === "string"));
  return comparison === "in" ? isAmong : sql`(${isAmong}) is not true`;
}

function isId(is: (ids: readonly string[]) => SQL, { comparison, values }: AttributeFilter): SQL {
  const ids = idsAmong(values);
  return comparison === "in" ? is(ids) : sql`(${is(ids)}) is not true`;
}

/** `own` is unknown for a row without an owner, which only "null" is true of. */
function isOwner(own: (userId: string) => SQL, { comparison, values }: AttributeFilter): SQL {
  const owned = idsAmong(values).map(own);
  if (values.includes(null)) owned.push(sql`(${own(nobody)}) is null`);
  const any = owned.length === 0 ? no : sql`(${sql.join(owned, sql` or `)})`;
  return comparison === "in" ? any : sql`${any} is not true`;
}

const nobody = "00000000-0000-0000-0000-000000000000";

function idsAmong(values: readonly ConditionValue[]): string[] {
  return values.filter((value) => typeof value === "string").filter((value) => uuid.test(value));
}
