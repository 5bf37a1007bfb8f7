import type { ImportField, ImportKind } from "@gloria/contracts";

/** What every file of a kind needs; of the fields in one list any one is enough. */
const required: { readonly [Kind in ImportKind]: readonly (readonly [ImportField<Kind>, ...ImportField<Kind>[]])[] } = {
  people: [["name", "givenName", "familyName"]],
  organisation: [["entity"], ["code"], ["name"]],
};

/** Names the first of each list of which `fields` has none. */
export function missingRequired<Kind extends ImportKind>(
  kind: Kind,
  fields: readonly ImportField<Kind>[],
): readonly ImportField<Kind>[] {
  const given = new Set<string>(fields);
  return required[kind].filter((any) => !any.some((field) => given.has(field))).map(([first]) => first);
}
