import { textParam } from "../../lib/search-params.ts";

export interface SimulateSearch {
  /** The list of changes, as JSON. */
  changes?: string | undefined;
}

export function simulateSearch(search: Record<string, unknown>): SimulateSearch {
  return textParam(search, "changes");
}
