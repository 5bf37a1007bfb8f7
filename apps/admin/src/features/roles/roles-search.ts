import { textParam } from "../../lib/search-params.ts";

/** What the address of the list of roles holds. */
export interface RolesSearch {
  /** "statistics" instead of the list. */
  view?: string | undefined;
  q?: string | undefined;
  /** "system" or "own". */
  kind?: string | undefined;
  level?: string | undefined;
  deleted?: string | undefined;
  sort?: string | undefined;
  cursor?: string | undefined;
}

export function rolesSearch(search: Record<string, unknown>): RolesSearch {
  return {
    ...textParam(search, "view"),
    ...textParam(search, "q"),
    ...textParam(search, "kind"),
    ...textParam(search, "level"),
    ...textParam(search, "deleted"),
    ...textParam(search, "sort"),
    ...textParam(search, "cursor"),
  };
}
