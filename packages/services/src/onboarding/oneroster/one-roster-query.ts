import type { FieldError } from "@gloria/contracts";
import { AppError } from "@gloria/core";

const operators = ["!=", ">=", "<=", "=", ">", "<", "~"] as const;
export type OneRosterOperator = (typeof operators)[number];

export interface OneRosterCondition {
  readonly field: string;
  readonly operator: OneRosterOperator;
  readonly value: string;
}

/** What a collection is asked for, in the standard's words. */
export interface OneRosterQuery {
  readonly limit: number;
  readonly offset: number;
  readonly sort: string | null;
  readonly descending: boolean;
  /** All of them hold. */
  readonly conditions: readonly OneRosterCondition[];
  /** Top-level fields of the answer; null for all of them. */
  readonly fields: readonly string[] | null;
}

/** What a collection can be filtered and sorted by. */
export interface OneRosterFields {
  readonly filters: readonly string[];
  readonly sorts: readonly string[];
}

const defaultLimit = 100;
const maxLimit = 1000;
const maxOffset = 10_000_000;
const condition = /^([A-Za-z.]{1,60})(!=|>=|<=|=|>|<|~)'([^']{0,200})'$/;

/**
 * Reads `limit`, `offset`, `sort`, `orderBy`, `filter` and `fields`. Of the filter language there is what one
 * collection needs: conditions on its own fields, joined by ` AND `; values in single quotes.
 *
 * @throws AppError `request.invalid` naming every parameter that is wrong, unknown ones too
 */
export function readOneRosterQuery(params: Readonly<Record<string, string>>, known: OneRosterFields): OneRosterQuery {
  const errors: FieldError[] = [];
  const wrong = (path: string) => void errors.push({ path, code: "invalid_value", message: path });
  for (const name of Object.keys(params)) {
    if (!["limit", "offset", "sort", "orderBy", "filter", "fields"].includes(name)) {
      errors.push({ path: name, code: "unrecognized_keys", message: name });
    }
  }
  const whole = (name: "limit" | "offset", otherwise: number, least: number, most: number): number => {
    const text = params[name];
    if (text === undefined) return otherwise;
    if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Math.min(Number(text), most);
    wrong(name);
    return otherwise;
  };
  const limit = whole("limit", defaultLimit, 1, maxLimit);
  const offset = whole("offset", 0, 0, maxOffset);
  const { sort = null, orderBy = "asc", fields, filter } = params;
  if (sort !== null && !known.sorts.includes(sort)) wrong("sort");
  if (orderBy !== "asc" && orderBy !== "desc") wrong("orderBy");
  const conditions = (filter === undefined ? [] : filter.split(" AND ")).flatMap((text) => {
    const [, field = "", operator = "=", value = ""] = condition.exec(text.trim()) ?? [];
    if (!known.filters.includes(field) || (field === "dateLastModified" && Number.isNaN(Date.parse(value)))) {
      wrong("filter");
      return [];
    }
    return [{ field, operator: operator as OneRosterOperator, value }];
  });
  if (errors.length > 0) throw new AppError("request.invalid", {}, { errors });
  return {
    limit,
    offset,
    sort,
    descending: orderBy === "desc",
    conditions,
    fields: fields === undefined ? null : fields.split(",").map((field) => field.trim()),
  };
}
