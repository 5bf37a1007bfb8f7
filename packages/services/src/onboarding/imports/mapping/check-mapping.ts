import { type ImportField, type ImportFileProblem, importFields } from "@gloria/contracts";
import type { ImportMapping } from "./mapped-row.ts";
import { missingRequired } from "./missing-required.ts";

/**
 * What keeps a mapping from being used for a file with these headers; empty when it can be. Every header needs its
 * field, or to be ignored on purpose: a column that silently disappears is data that somebody misses later.
 */
export function checkMapping(mapping: ImportMapping, headers: readonly string[]): ImportFileProblem[] {
  const problems: ImportFileProblem[] = [];
  const inFile = new Set(headers);
  const mapped = new Set(mapping.columns.map(({ header }) => header));
  const headersOf = new Map<ImportField, string[]>();
  for (const { header, field } of mapping.columns) {
    if (!inFile.has(header)) problems.push({ code: "column_not_in_file", params: { header } });
    if (field === "ignore") continue;
    if (!Object.hasOwn(importFields[mapping.kind], field)) {
      problems.push({ code: "field_not_of_kind", params: { field } });
    }
    headersOf.set(field, [...(headersOf.get(field) ?? []), header]);
  }
  const unknown = headers.filter((header) => !mapped.has(header));
  if (unknown.length > 0) problems.push({ code: "header_unknown", params: { headers: unknown } });
  for (const [field, of] of headersOf) {
    if (of.length > 1) problems.push({ code: "field_mapped_twice", params: { field, headers: of } });
  }
  const missing = missingRequired(mapping.kind, [...headersOf.keys()]);
  if (missing.length > 0) problems.push({ code: "header_required", params: { fields: missing } });
  return problems;
}
