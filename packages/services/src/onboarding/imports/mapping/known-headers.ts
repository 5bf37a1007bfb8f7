import { type ImportField, type ImportKind, type ImportPreset, importKinds } from "@gloria/contracts";
import { dapodikColumns } from "./dapodik-columns.ts";
import { gloriaColumns } from "./gloria-columns.ts";
import { headerAliases } from "./header-aliases.ts";
import { headerKey } from "./header-key.ts";
import { oneRosterColumns } from "./one-roster-columns.ts";

export type Target<Kind extends ImportKind = ImportKind> = ImportField<Kind> | "ignore";
export type TargetsByKey<Kind extends ImportKind = ImportKind> = ReadonlyMap<string, Target<Kind>>;

/** What each preset's headers mean, by their key. */
export const presetTargets: {
  readonly [Kind in ImportKind]: ReadonlyMap<ImportPreset, TargetsByKey<Kind>>;
} = {
  people: new Map<ImportPreset, TargetsByKey<"people">>([
    ["gloria", gloriaTargets("people")],
    ["dapodik", targets(dapodikColumns)],
    ["oneroster", targets(oneRosterColumns.people)],
  ]),
  organisation: new Map<ImportPreset, TargetsByKey<"organisation">>([
    ["gloria", gloriaTargets("organisation")],
    ["oneroster", targets(oneRosterColumns.organisation)],
  ]),
};

export const aliasTargets: { readonly [Kind in ImportKind]: TargetsByKey<Kind> } = {
  people: aliases("people"),
  organisation: aliases("organisation"),
};

const known = new Set(
  importKinds.flatMap((kind) => [
    ...aliasTargets[kind].keys(),
    ...[...presetTargets[kind].values()].flatMap((preset) => [...preset.keys()]),
  ]),
);

/** Whether any preset, in either kind of file, calls a column so. */
export function isKnownHeader(cell: string): boolean {
  const key = headerKey(cell);
  return key !== "" && known.has(key);
}

function gloriaTargets<Kind extends ImportKind>(kind: Kind): TargetsByKey<Kind> {
  return targets<Kind>(
    gloriaColumns[kind].flatMap(({ field, header }) => [
      [header.id, field],
      [header.en, field],
    ]),
  );
}

function targets<Kind extends ImportKind>(columns: readonly (readonly [string, Target<Kind>])[]): TargetsByKey<Kind> {
  return new Map(columns.map(([header, field]) => [headerKey(header), field]));
}

function aliases<Kind extends ImportKind>(kind: Kind): TargetsByKey<Kind> {
  const entries = Object.entries(headerAliases[kind]) as [Target<Kind>, readonly string[]][];
  return targets<Kind>(entries.flatMap(([field, names]) => names.map((name) => [name, field] as const)));
}
