import { textParam } from "../../lib/search-params.ts";

/** What the address of one position holds. */
export interface PositionSearch {
  tab?: string | undefined;
  /** Holders of this date; "all" for those of every time. */
  asOf?: string | undefined;
  dialog?: string | undefined;
  cursor?: string | undefined;
}

export function positionSearch(search: Record<string, unknown>): PositionSearch {
  return {
    ...textParam(search, "tab"),
    ...textParam(search, "asOf"),
    ...textParam(search, "dialog"),
    ...textParam(search, "cursor"),
  };
}
