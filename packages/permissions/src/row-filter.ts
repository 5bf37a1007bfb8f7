/**
 * A boolean formula over a row: which rows of a list a user may see. Services turn it into SQL; a row's owner,
 * departments, schools and identity are all known there.
 */
export type RowFilter =
  | { readonly kind: "any" }
  | { readonly kind: "none" }
  /** The user owns the row. */
  | { readonly kind: "own" }
  /** The row lies in one of these schools. */
  | { readonly kind: "school"; readonly ids: readonly string[] }
  /** The row lies directly in one of these departments; sub-departments are already among them. */
  | { readonly kind: "department"; readonly ids: readonly string[] }
  /** The row lies in no school: it belongs to the whole foundation. */
  | { readonly kind: "schoolless" }
  /** The row is one of these. */
  | { readonly kind: "resource"; readonly type: string; readonly ids: readonly string[] }
  | { readonly kind: "not"; readonly part: RowFilter }
  | { readonly kind: "and"; readonly parts: readonly RowFilter[] }
  | { readonly kind: "or"; readonly parts: readonly RowFilter[] };

export const anyRow: RowFilter = { kind: "any" };
export const noRow: RowFilter = { kind: "none" };
export const ownRow: RowFilter = { kind: "own" };
export const schoollessRow: RowFilter = { kind: "schoolless" };

export function rowInSchools(ids: readonly string[]): RowFilter {
  return ids.length === 0 ? noRow : { kind: "school", ids };
}

export function rowInDepartments(ids: Iterable<string>): RowFilter {
  const list = [...ids];
  return list.length === 0 ? noRow : { kind: "department", ids: list };
}

export function isResource(type: string, id: string): RowFilter {
  return { kind: "resource", type, ids: [id] };
}

export function not(part: RowFilter): RowFilter {
  if (part.kind === "any") return noRow;
  if (part.kind === "none") return anyRow;
  return part.kind === "not" ? part.part : { kind: "not", part };
}

/** Every part holds; constants fold away. */
export function and(...parts: readonly RowFilter[]): RowFilter {
  const flat = parts
    .flatMap((part) => (part.kind === "and" ? part.parts : [part]))
    .filter((part) => part.kind !== "any");
  if (flat.some((part) => part.kind === "none")) return noRow;
  const [first, ...rest] = flat;
  if (first === undefined) return anyRow;
  return rest.length === 0 ? first : { kind: "and", parts: flat };
}

/** At least one part holds; constants fold away, and lists of the same kind become one list. */
export function or(...parts: readonly RowFilter[]): RowFilter {
  const flat = parts
    .flatMap((part) => (part.kind === "or" ? part.parts : [part]))
    .filter((part) => part.kind !== "none");
  if (flat.some((part) => part.kind === "any")) return anyRow;
  const merged: RowFilter[] = [];
  if (flat.some((part) => part.kind === "own")) merged.push(ownRow);
  if (flat.some((part) => part.kind === "schoolless")) merged.push(schoollessRow);
  const schools = unique(flat.flatMap((part) => (part.kind === "school" ? part.ids : [])));
  if (schools.length > 0) merged.push({ kind: "school", ids: schools });
  const departments = unique(flat.flatMap((part) => (part.kind === "department" ? part.ids : [])));
  if (departments.length > 0) merged.push({ kind: "department", ids: departments });
  const resources = new Map<string, string[]>();
  for (const part of flat) {
    if (part.kind === "resource") resources.set(part.type, [...(resources.get(part.type) ?? []), ...part.ids]);
  }
  for (const [type, ids] of resources) merged.push({ kind: "resource", type, ids: unique(ids) });
  merged.push(...flat.filter((part) => part.kind === "not" || part.kind === "and"));
  const [first, ...rest] = merged;
  if (first === undefined) return noRow;
  return rest.length === 0 ? first : { kind: "or", parts: merged };
}

function unique(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].sort();
}
