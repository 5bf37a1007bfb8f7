import type { ImportInspection, KeptImportMapping } from "@gloria/contracts";

/** What each heading of a file fills: a field, `ignore`, or nothing yet (empty). */
export type MappingState = ReadonlyMap<string, string>;

/** Under which the mapping of a kept one is used: the headings of the file that it knows; the rest stays as it was. */
export function withKept(state: MappingState, kept: KeptImportMapping["mapping"]): MappingState {
  const next = new Map(state);
  for (const { header, field } of kept.columns) if (next.has(header)) next.set(header, field);
  return next;
}

/** As the server suggests it. */
export function suggestedState(columns: ImportInspection["columns"]): MappingState {
  return new Map(columns.map(({ header, field }) => [header, field ?? ""]));
}

/** Headings that nobody has said anything about. */
export function unmapped(state: MappingState): readonly string[] {
  return [...state].filter(([, field]) => field === "").map(([header]) => header);
}

/** Fields that several headings fill. */
export function mappedTwice(state: MappingState): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const field of state.values()) {
    if (field === "" || field === "ignore") continue;
    if (seen.has(field)) twice.add(field);
    seen.add(field);
  }
  return twice;
}

export function mappingOf(state: MappingState): KeptImportMapping["mapping"] {
  return { columns: [...state].map(([header, field]) => ({ header, field })) };
}
