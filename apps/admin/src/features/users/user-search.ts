import { textParam } from "../../lib/search-params.ts";

/** What the address of one person holds. */
export interface UserSearch {
  tab?: string | undefined;
  /** Positions (or rights) of this date, or of "today"; left out: of all times. */
  asOf?: string | undefined;
  /** Of the rights: in the code, of a module, of a reach. */
  q?: string | undefined;
  module?: string | undefined;
  scope?: string | undefined;
  dialog?: string | undefined;
  /** The assignment that the dialog is about. */
  of?: string | undefined;
  cursor?: string | undefined;
}

export function userSearch(search: Record<string, unknown>): UserSearch {
  return {
    ...textParam(search, "tab"),
    ...textParam(search, "asOf"),
    ...textParam(search, "q"),
    ...textParam(search, "module"),
    ...textParam(search, "scope"),
    ...textParam(search, "dialog"),
    ...textParam(search, "of"),
    ...textParam(search, "cursor"),
  };
}
