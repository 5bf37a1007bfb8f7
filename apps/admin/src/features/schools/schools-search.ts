import { textParam } from "../../lib/search-params.ts";

/** What the address of the list of schools holds. Text only: the page takes what the contracts know of it. */
export interface SchoolsSearch {
  q?: string | undefined;
  level?: string | undefined;
  status?: string | undefined;
  deleted?: string | undefined;
  sort?: string | undefined;
  cursor?: string | undefined;
  dialog?: string | undefined;
}

export function schoolsSearch(search: Record<string, unknown>): SchoolsSearch {
  return {
    ...textParam(search, "q"),
    ...textParam(search, "level"),
    ...textParam(search, "status"),
    ...textParam(search, "deleted"),
    ...textParam(search, "sort"),
    ...textParam(search, "cursor"),
    ...textParam(search, "dialog"),
  };
}
