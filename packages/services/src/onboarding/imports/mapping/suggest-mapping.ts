import type { ImportField, ImportKind, ImportPreset } from "@gloria/contracts";
import { headerKey } from "./header-key.ts";
import { aliasTargets, presetTargets, type Target } from "./known-headers.ts";
import type { MappingSuggestion, SuggestedColumn } from "./mapped-row.ts";
import { missingRequired } from "./missing-required.ts";
import { spellingDistance } from "./spelling-distance.ts";

/** Shorter words have too many neighbours: NIK and NIP are one letter apart. */
const fuzzyFrom = 6;

/**
 * What the columns of a file most probably mean. A field is suggested for one column only, the likeliest.
 *
 * @param named the form that the file is said to have; what it does not know is read as any form's, as it is otherwise
 */
export function suggestMapping<Kind extends ImportKind>(
  headers: readonly string[],
  kind: Kind,
  named: ImportPreset | null = null,
): MappingSuggestion<Kind> {
  const preset = named ?? presetOf(headers, kind);
  const found = headers.map((header) => suggest(header, kind, preset));
  const best = new Map<Target<Kind>, SuggestedColumn<Kind>>();
  for (const column of found) {
    if (column.field === null || column.field === "ignore") continue;
    if (column.confidence > (best.get(column.field)?.confidence ?? 0)) best.set(column.field, column);
  }
  const columns = found.map((column): SuggestedColumn<Kind> => {
    const isTaken = column.field !== null && column.field !== "ignore" && best.get(column.field) !== column;
    return isTaken ? { header: column.header, field: null, confidence: 0 } : column;
  });
  const fields = columns.flatMap(({ field }) => (field === null || field === "ignore" ? [] : [field]));
  return {
    preset,
    columns,
    unknown: columns.filter(({ field }) => field === null).map(({ header }) => header),
    missingRequired: missingRequired<Kind>(kind, fields as readonly ImportField<Kind>[]),
  };
}

/** The form that has the most of the headers, if they are its headings. */
function presetOf(headers: readonly string[], kind: ImportKind): ImportPreset | null {
  let best: { preset: ImportPreset | null; count: number } = { preset: null, count: 0 };
  for (const preset of presetTargets[kind].keys()) {
    const count = countOf(headers, kind, preset);
    if (count > best.count) best = { preset, count };
  }
  return best.preset !== null && fitsPreset(headers, kind, best.preset) ? best.preset : null;
}

/** Whether at least half of the headers are those of a form. */
export function fitsPreset(headers: readonly string[], kind: ImportKind, preset: ImportPreset): boolean {
  return countOf(headers, kind, preset) * 2 >= headers.length;
}

function countOf(headers: readonly string[], kind: ImportKind, preset: ImportPreset): number {
  const targets = presetTargets[kind].get(preset);
  return headers.filter((header) => targets?.has(headerKey(header)) === true).length;
}

function suggest<Kind extends ImportKind>(
  header: string,
  kind: Kind,
  preset: ImportPreset | null,
): SuggestedColumn<Kind> {
  const key = headerKey(header);
  const own = preset === null ? undefined : presetTargets[kind].get(preset)?.get(key);
  if (own !== undefined) return { header, field: own, confidence: 1 };
  const alias = aliasTargets[kind].get(key) ?? otherPreset(key, kind);
  if (alias !== undefined) return { header, field: alias, confidence: 0.9 };
  const near = nearest(key, kind);
  return near === null ? { header, field: null, confidence: 0 } : { header, field: near, confidence: 0.6 };
}

function otherPreset<Kind extends ImportKind>(key: string, kind: Kind): Target<Kind> | undefined {
  for (const targets of presetTargets[kind].values()) {
    const target = targets.get(key);
    if (target !== undefined) return target;
  }
  return undefined;
}

function nearest<Kind extends ImportKind>(key: string, kind: Kind): Target<Kind> | null {
  if (key.length < fuzzyFrom) return null;
  const limit = key.length >= 10 ? 2 : 1;
  let best: { target: Target<Kind> | null; distance: number } = { target: null, distance: limit + 1 };
  for (const targets of [aliasTargets[kind], ...presetTargets[kind].values()]) {
    for (const [known, target] of targets) {
      const distance = known.length < fuzzyFrom ? limit + 1 : spellingDistance(key, known, limit);
      // A word that is merely near must not throw a column away.
      if (distance < best.distance && target !== "ignore") best = { target, distance };
    }
  }
  return best.target;
}
