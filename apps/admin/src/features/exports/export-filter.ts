export type ExportFilter = Readonly<Record<string, string | number | boolean>>;

/** The filter of an address; whatever is not one is none, and the server judges the rest. */
export function readExportFilter(text: string | undefined): ExportFilter {
  if (text === undefined) return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Somebody cut the address off: as good as without a filter.
    return {};
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string | number | boolean] =>
        typeof entry[1] === "string" || typeof entry[1] === "number" || typeof entry[1] === "boolean",
    ),
  );
}
