import { textParam } from "../../lib/search-params.ts";

/** What the address of the acting holds. */
export interface ActingSearch {
  place?: string | undefined;
  kind?: string | undefined;
  /** Ends within so many days. */
  within?: string | undefined;
  dialog?: string | undefined;
  of?: string | undefined;
  cursor?: string | undefined;
}

export function actingSearch(search: Record<string, unknown>): ActingSearch {
  return {
    ...textParam(search, "place"),
    ...textParam(search, "kind"),
    ...textParam(search, "within"),
    ...textParam(search, "dialog"),
    ...textParam(search, "of"),
    ...textParam(search, "cursor"),
  };
}
