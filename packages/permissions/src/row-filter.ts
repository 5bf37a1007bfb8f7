import type { ConditionValue } from "./target.ts";

/** How a row's attribute is compared; text by code points, `in` and `not_in` with any number of values. */
export type AttributeComparison = "in" | "not_in" | "lt" | "le" | "gt" | "ge";

/**
 * A boolean formula over a row: which rows of a list a user may see. Services turn it into SQL; a row's owner,
 * departments, schools and identity are all known there.
 */
export type RowFilter =
  | { readonly kind: "any" }
  | { readonly kind: "none" }
  /** This person owns the row: the user, or somebody whose rights were delegated to the user. */
  | { readonly kind: "own"; readonly userId: string }
  /** The row lies in one of these schools. */
  | { readonly kind: "school"; readonly ids: readonly string[] }
  /** The row lies directly in one of these departments; sub-departments are already among them. */
  | { readonly kind: "department"; readonly ids: readonly string[] }
  /** The row lies in no school: it belongs to the whole foundation. */
  | { readonly kind: "schoolless" }
  /**
   * The row has the attribute and the comparison holds. Two-valued: a row or a list without the attribute passes
   * neither a comparison nor its opposite, and null can only be equal to null. `id` and `type` name the row itself.
   */
  | {
      readonly kind: "attribute";
      readonly name: string;
      readonly comparison: AttributeComparison;
      readonly values: readonly ConditionValue[];
    }
  /** The row is one of these. */
  | { readonly kind: "resource"; readonly type: string; readonly ids: readonly string[] }
  | { readonly kind: "not"; readonly part: RowFilter }
  | { readonly kind: "and"; readonly parts: readonly RowFilter[] }
  | { readonly kind: "or"; readonly parts: readonly RowFilter[] };

export const anyRow: RowFilter = { kind: "any" };
export const noRow: RowFilter = { kind: "none" };
export const schoollessRow: RowFilter = { kind: "schoolless" };

export function ownRow(userId: string): RowFilter {
  return { kind: "own", userId };
}

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
  merged.push(...unique(flat.flatMap((part) => (part.kind === "own" ? [part.userId] : []))).map(ownRow));
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
  merged.push(...flat.filter((part) => isCompound(part) || part.kind === "attribute"));
  const [first, ...rest] = merged;
  if (first === undefined) return noRow;
  return rest.length === 0 ? first : { kind: "or", parts: merged };
}

function isCompound({ kind }: RowFilter): boolean {
  return kind === "not" || kind === "and";
}

function unique(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].sort();
}
