import { textParam } from "../../lib/search-params.ts";

/** What the address of one role holds. */
export interface RoleSearch {
  tab?: string | undefined;
  /** Of the matrix: what is searched for, group, module, and which cells are shown. */
  q?: string | undefined;
  group?: string | undefined;
  module?: string | undefined;
  show?: string | undefined;
  /** Of the rights: "true" for its own alone. */
  own?: string | undefined;
  /** Of the holders. */
  state?: string | undefined;
  dialog?: string | undefined;
  of?: string | undefined;
  cursor?: string | undefined;
}

export function roleSearch(search: Record<string, unknown>): RoleSearch {
  return {
    ...textParam(search, "tab"),
    ...textParam(search, "q"),
    ...textParam(search, "group"),
    ...textParam(search, "module"),
    ...textParam(search, "show"),
    ...textParam(search, "own"),
    ...textParam(search, "state"),
    ...textParam(search, "dialog"),
    ...textParam(search, "of"),
    ...textParam(search, "cursor"),
  };
}
