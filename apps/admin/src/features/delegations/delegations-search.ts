import { textParam } from "../../lib/search-params.ts";

/** What the address of the delegations holds. */
export interface DelegationsSearch {
  /** `to-me` or `all`; left out: what the reader has delegated. */
  tab?: string | undefined;
  state?: string | undefined;
  permission?: string | undefined;
  delegator?: string | undefined;
  delegate?: string | undefined;
  dialog?: string | undefined;
  /** The delegation that the dialog is about, or that is handed on. */
  of?: string | undefined;
  cursor?: string | undefined;
}

export function delegationsSearch(search: Record<string, unknown>): DelegationsSearch {
  return {
    ...textParam(search, "tab"),
    ...textParam(search, "state"),
    ...textParam(search, "permission"),
    ...textParam(search, "delegator"),
    ...textParam(search, "delegate"),
    ...textParam(search, "dialog"),
    ...textParam(search, "of"),
    ...textParam(search, "cursor"),
  };
}
