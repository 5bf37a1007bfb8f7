import { textParam } from "../../lib/search-params.ts";

/** What the address of the imports holds. */
export interface ImportsSearch {
  kind?: string | undefined;
  status?: string | undefined;
  cursor?: string | undefined;
}

export function importsSearch(search: Record<string, unknown>): ImportsSearch {
  return { ...textParam(search, "kind"), ...textParam(search, "status"), ...textParam(search, "cursor") };
}

/** A new import: what the file holds, the file once it is uploaded, its sheet. */
export interface NewImportSearch {
  kind?: string | undefined;
  file?: string | undefined;
  sheet?: string | undefined;
}

export function newImportSearch(search: Record<string, unknown>): NewImportSearch {
  return { ...textParam(search, "kind"), ...textParam(search, "file"), ...textParam(search, "sheet") };
}

/** One import: which of its rows are shown, and which question is open. */
export interface ImportSearch {
  action?: string | undefined;
  state?: string | undefined;
  dialog?: string | undefined;
  cursor?: string | undefined;
}

export function importSearch(search: Record<string, unknown>): ImportSearch {
  return {
    ...textParam(search, "action"),
    ...textParam(search, "state"),
    ...textParam(search, "dialog"),
    ...textParam(search, "cursor"),
  };
}
