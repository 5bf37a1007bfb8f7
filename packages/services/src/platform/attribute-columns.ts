import {
  type ConditionAttribute,
  type ConditionResource,
  conditionAttributes,
  type ForConditionAttributesOf,
} from "@gloria/contracts";
import { type AnyColumn, type SQL, sql } from "drizzle-orm";

/** What conditions may read of the rows of a list, by the columns of its table: the twin of `targetAttributes`. */
export function attributeColumns<Resource extends ConditionResource>(
  resource: Resource,
  table: ForConditionAttributesOf<Resource, AnyColumn>,
): Readonly<Record<string, SQL>> {
  const columns: Readonly<Record<string, AnyColumn>> = table;
  const attributes: Readonly<Record<string, ConditionAttribute>> = conditionAttributes[resource];
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { type }]) => [
      name,
      // An id is compared as text: what a condition names may be no id at all.
      type === "uuid" ? sql`${columns[name]}::text` : sql`${columns[name]}`,
    ]),
  );
}
