import type { ConditionValue, RowFilter, Target } from "../src/index.ts";

/** A row filter over one row, as SQL would decide it: the lists' twin of a check. */
export function passes(filter: RowFilter, target: Target): boolean {
  switch (filter.kind) {
    case "any":
      return true;
    case "none":
      return false;
    case "own":
      return target.ownerId === filter.userId;
    case "school":
      return filter.ids.some((id) => target.schoolIds?.includes(id) === true);
    case "department":
      return filter.ids.some((id) => target.departmentIds?.includes(id) === true);
    case "schoolless":
      return target.schoolIds?.length === 0;
    case "resource":
      return target.resource?.type === filter.type && filter.ids.includes(target.resource.id);
    case "attribute":
      return attributePasses(filter, target);
    case "not":
      return !passes(filter.part, target);
    case "and":
      return filter.parts.every((part) => passes(part, target));
    case "or":
      return filter.parts.some((part) => passes(part, target));
  }
}

function attributePasses(filter: RowFilter & { readonly kind: "attribute" }, target: Target): boolean {
  const { name, comparison, values } = filter;
  const places = { schoolIds: target.schoolIds, departmentIds: target.departmentIds }[name];
  if (places !== undefined) return values.some((value) => typeof value === "string" && places.includes(value));
  const known: Readonly<Record<string, ConditionValue | undefined>> = {
    ...target.attributes,
    id: target.resource?.id,
    type: target.resource?.type,
    ownerId: target.ownerId,
  };
  const value = known[name];
  if (value === undefined) return false;
  if (comparison === "in") return values.includes(value);
  if (comparison === "not_in") return !values.includes(value);
  const [bound] = values;
  if (typeof value !== "number" || typeof bound !== "number") return false;
  return { lt: value < bound, le: value <= bound, gt: value > bound, ge: value >= bound }[comparison];
}
