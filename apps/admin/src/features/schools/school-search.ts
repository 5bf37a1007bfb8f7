import { textParam } from "../../lib/search-params.ts";

/** What the address of one school holds. */
export interface SchoolSearch {
  tab?: string | undefined;
  /** People of this date; left out: of today. */
  asOf?: string | undefined;
  cursor?: string | undefined;
}

export function schoolSearch(search: Record<string, unknown>): SchoolSearch {
  return { ...textParam(search, "tab"), ...textParam(search, "asOf"), ...textParam(search, "cursor") };
}
