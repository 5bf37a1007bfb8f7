import { textParam } from "../../lib/search-params.ts";

/** What the address of the exports holds. */
export interface ExportsSearch {
  kind?: string | undefined;
  status?: string | undefined;
  cursor?: string | undefined;
}

export function exportsSearch(search: Record<string, unknown>): ExportsSearch {
  return { ...textParam(search, "kind"), ...textParam(search, "status"), ...textParam(search, "cursor") };
}

/** A new export: what of, and the filters of the list that it was asked from (JSON). */
export interface NewExportSearch {
  kind?: string | undefined;
  filter?: string | undefined;
}

export function newExportSearch(search: Record<string, unknown>): NewExportSearch {
  return { ...textParam(search, "kind"), ...textParam(search, "filter") };
}
