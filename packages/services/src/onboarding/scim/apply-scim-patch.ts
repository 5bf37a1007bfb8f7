import { AppError } from "@gloria/core";
import { matchesScimFilter } from "./matches-scim-filter.ts";
import { parseScimFilter, type ScimFilter } from "./parse-scim-filter.ts";
import {
  attributeIn,
  enterpriseSchema,
  groupSchema,
  isScimObject,
  keyOf,
  type ScimObject,
  userSchema,
} from "./scim-names.ts";

interface PatchOperation {
  readonly op: "add" | "replace" | "remove";
  readonly path: string | null;
  readonly value: unknown;
}

/** `attribute[filter].sub`, inside an extension or not. */
interface PatchPath {
  readonly extension: string | null;
  readonly attribute: string;
  readonly filter: ScimFilter | null;
  readonly sub: string | null;
}

const maxOperations = 1_000;

/**
 * A resource after a PATCH of RFC 7644, section 3.5.2, and of what Okta and Entra send beyond it: operations in any
 * case, without a path, with dotted or URN keys inside a value, values in brackets that do not exist yet, members to
 * remove as a list. Pure.
 *
 * @throws AppError `scim.invalid_value`, `scim.invalid_path`, `scim.invalid_filter`
 */
export function applyScimPatch(resource: ScimObject, body: ScimObject): ScimObject {
  return readOperations(body).reduce<ScimObject>(applyOperation, resource);
}

/** @throws AppError `scim.invalid_value` */
function readOperations(body: ScimObject): PatchOperation[] {
  const list = attributeIn(body, "Operations");
  if (!Array.isArray(list) || list.length === 0 || list.length > maxOperations) throw invalidValue("Operations");
  return list.map((entry: unknown) => {
    if (!isScimObject(entry)) throw invalidValue("Operations");
    const op = String(attributeIn(entry, "op")).toLowerCase();
    const path = attributeIn(entry, "path") ?? null;
    if (op !== "add" && op !== "replace" && op !== "remove") throw invalidValue("op");
    if (path !== null && typeof path !== "string") throw new AppError("scim.invalid_path", { path: "path" });
    return { op, path, value: attributeIn(entry, "value") };
  });
}

function applyOperation(resource: ScimObject, { op, path, value }: PatchOperation): ScimObject {
  if (path !== null && path !== "") return applyAt(resource, op, parsePath(path), value);
  if (op === "remove" || !isScimObject(value)) throw new AppError("scim.invalid_path", { path: "" });
  return Object.entries(value).reduce<ScimObject>((changed, [key, part]) => {
    // Clients send back what names the resource.
    if (["id", "schemas", "meta"].includes(key.toLowerCase())) return changed;
    if (key.toLowerCase() === enterpriseSchema.toLowerCase() && isScimObject(part)) {
      return Object.entries(part).reduce<ScimObject>(
        (inside, [name, inner]) => applyAt(inside, op, parsePath(`${enterpriseSchema}:${name}`), inner),
        changed,
      );
    }
    return applyAt(changed, op, parsePath(key), part);
  }, resource);
}

/** @throws AppError `scim.invalid_path`, `scim.mutability` */
function parsePath(path: string): PatchPath {
  const [extension, rest] = withoutSchema(path.trim());
  const match = /^([$A-Za-z][\w$-]*)(?:\[(.+)\])?(?:\.([$A-Za-z][\w$-]*))?$/.exec(rest);
  const [, attribute, filter, sub] = match ?? [];
  if (attribute === undefined || ["__proto__", "constructor", "prototype"].includes(attribute)) {
    throw new AppError("scim.invalid_path", { path: path.slice(0, 200) });
  }
  if (extension === null && ["id", "meta"].includes(attribute.toLowerCase())) {
    throw new AppError("scim.mutability", { path: attribute });
  }
  return {
    extension,
    attribute,
    filter: filter === undefined ? null : parseScimFilter(filter),
    sub: sub ?? null,
  };
}

function withoutSchema(path: string): readonly [extension: string | null, rest: string] {
  for (const schema of [enterpriseSchema, userSchema, groupSchema]) {
    if (path.toLowerCase().startsWith(`${schema.toLowerCase()}:`)) {
      return [schema === enterpriseSchema ? schema : null, path.slice(schema.length + 1)];
    }
  }
  return [null, path];
}

function applyAt(resource: ScimObject, op: PatchOperation["op"], path: PatchPath, value: unknown): ScimObject {
  if (path.extension !== null) {
    const found = attributeIn(resource, path.extension);
    const inner = isScimObject(found) ? found : {};
    return put(resource, path.extension, applyAt(inner, op, { ...path, extension: null }, value));
  }
  const current = attributeIn(resource, path.attribute);
  const removes = op === "remove" || value === null || value === undefined;
  return put(resource, path.attribute, removes ? removed(current, path, value) : given(current, op, path, value));
}

function removed(current: unknown, { filter, sub }: PatchPath, value: unknown): unknown {
  if (filter !== null) {
    const list = listOf(current);
    if (sub === null) return list.filter((item) => !matchesScimFilter(item, filter));
    return list.map((item) => (matchesScimFilter(item, filter) ? put(item, sub, undefined) : item));
  }
  if (sub !== null) return isScimObject(current) ? put(current, sub, undefined) : current;
  // Entra names the members that go, where the standard would put them into the path.
  if (Array.isArray(current) && (Array.isArray(value) || isScimObject(value))) {
    const gone = new Set(listOf(value).map((item) => item["value"]));
    return listOf(current).filter((item) => !gone.has(item["value"]));
  }
  return undefined;
}

function given(
  current: unknown,
  op: PatchOperation["op"],
  { filter, sub, attribute }: PatchPath,
  value: unknown,
): unknown {
  if (filter !== null) return givenWhere(listOf(current), filter, sub, value, attribute);
  if (sub !== null) {
    if (Array.isArray(current)) return listOf(current).map((item) => put(item, sub, value));
    return put(isScimObject(current) ? current : {}, sub, value);
  }
  if (op === "add" && Array.isArray(current)) {
    const added = listOf(value);
    const known = new Set(listOf(current).map((item) => item["value"]));
    return [...current, ...added.filter((item) => !known.has(item["value"]))];
  }
  if (Array.isArray(current)) return listOf(value);
  // Part of a complex attribute leaves the other parts as they are.
  return isScimObject(current) && isScimObject(value) ? { ...current, ...value } : value;
}

function givenWhere(
  list: readonly ScimObject[],
  filter: ScimFilter,
  sub: string | null,
  value: unknown,
  attribute: string,
): ScimObject[] {
  const change = (item: ScimObject): ScimObject => {
    if (sub !== null) return put(item, sub, value);
    if (!isScimObject(value)) throw invalidValue(attribute);
    return { ...item, ...value };
  };
  if (list.some((item) => matchesScimFilter(item, filter))) {
    return list.map((item) => (matchesScimFilter(item, filter) ? change(item) : item));
  }
  return [...list, change(itemOf(filter))];
}

/** What a filter asks for, as the value that it would find. */
function itemOf(filter: ScimFilter): ScimObject {
  if (filter.kind === "and") return { ...itemOf(filter.parts[0]), ...itemOf(filter.parts[1]) };
  return filter.kind === "compare" && filter.operator === "eq" ? { [filter.attribute]: filter.value } : {};
}

/** A copy with one attribute put in, or taken out when it is undefined. */
function put(object: ScimObject, attribute: string, value: unknown): ScimObject {
  const key = keyOf(object, attribute) ?? attribute;
  const { [key]: _, ...rest } = object;
  return value === undefined ? rest : { ...rest, [key]: value };
}

function listOf(value: unknown): ScimObject[] {
  if (value === undefined || value === null) return [];
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => (isScimObject(item) ? item : { value: item }));
}

function invalidValue(path: string): AppError {
  return new AppError("scim.invalid_value", { path });
}
