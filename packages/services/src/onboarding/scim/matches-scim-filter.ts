import type { ScimFilter, ScimOperator, ScimValue } from "./parse-scim-filter.ts";
import { attributeIn, booleanOf, type ScimObject } from "./scim-names.ts";

/** Whether one of several values of an attribute is meant: the part in brackets of `emails[type eq "work"].value`. */
export function matchesScimFilter(item: ScimObject, filter: ScimFilter): boolean {
  switch (filter.kind) {
    case "and":
      return filter.parts.every((part) => matchesScimFilter(item, part));
    case "or":
      return filter.parts.some((part) => matchesScimFilter(item, part));
    case "not":
      return !matchesScimFilter(item, filter.part);
    case "present":
      return attributeIn(item, filter.attribute) != null;
    case "compare":
      return compares(attributeIn(item, filter.attribute), filter.operator, filter.value);
  }
}

function compares(found: unknown, operator: ScimOperator, wanted: ScimValue): boolean {
  if (typeof wanted === "boolean") {
    // An attribute such as `primary` that is left out is false.
    const is = (booleanOf(found) ?? false) === wanted;
    return operator === "ne" ? !is : operator === "eq" && is;
  }
  if (wanted === null) return operator === "ne" ? found != null : operator === "eq" && found == null;
  const [a, b] = [String(found ?? "").toLowerCase(), String(wanted).toLowerCase()];
  switch (operator) {
    case "eq":
      return a === b;
    case "ne":
      return a !== b;
    case "co":
      return a.includes(b);
    case "sw":
      return a.startsWith(b);
    case "ew":
      return a.endsWith(b);
    case "gt":
      return a > b;
    case "ge":
      return a >= b;
    case "lt":
      return a < b;
    case "le":
      return a <= b;
  }
}
