import { textParam } from "../../lib/search-params.ts";

/** What the address of the list of positions holds. */
export interface PositionsSearch {
  q?: string | undefined;
  place?: string | undefined;
  department?: string | undefined;
  /** "true": with vacant seats; "false": without. */
  vacant?: string | undefined;
  deleted?: string | undefined;
  sort?: string | undefined;
  cursor?: string | undefined;
  dialog?: string | undefined;
}

export function positionsSearch(search: Record<string, unknown>): PositionsSearch {
  return {
    ...textParam(search, "q"),
    ...textParam(search, "place"),
    ...textParam(search, "department"),
    ...textParam(search, "vacant"),
    ...textParam(search, "deleted"),
    ...textParam(search, "sort"),
    ...textParam(search, "cursor"),
    ...textParam(search, "dialog"),
  };
}
