import { textParam } from "../../lib/search-params.ts";

/** What the address of the list of people holds. Text only: the page takes what the contracts know of it. */
export interface UsersSearch {
  q?: string | undefined;
  status?: string | undefined;
  position?: string | undefined;
  department?: string | undefined;
  /** A role that somebody has, or inherits from. */
  role?: string | undefined;
  missing?: string | undefined;
  deleted?: string | undefined;
  sort?: string | undefined;
  cursor?: string | undefined;
  dialog?: string | undefined;
}

export function usersSearch(search: Record<string, unknown>): UsersSearch {
  return {
    ...textParam(search, "q"),
    ...textParam(search, "status"),
    ...textParam(search, "position"),
    ...textParam(search, "department"),
    ...textParam(search, "role"),
    ...textParam(search, "missing"),
    ...textParam(search, "deleted"),
    ...textParam(search, "sort"),
    ...textParam(search, "cursor"),
    ...textParam(search, "dialog"),
  };
}
