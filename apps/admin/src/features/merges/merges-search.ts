import { oneOf, textParam } from "../../lib/search-params.ts";

/** What the address of the merges holds. */
export interface MergesSearch {
  tab?: "history" | undefined;
  cursor?: string | undefined;
}

export function mergesSearch(search: Record<string, unknown>): MergesSearch {
  const tab = oneOf(["history"], textParam(search, "tab").tab);
  return { ...(tab ? { tab } : {}), ...textParam(search, "cursor") };
}

/** The two people of a merge, where they are chosen already. */
export interface MergeSearch {
  survivor?: string | undefined;
  duplicate?: string | undefined;
}

export function mergeSearch(search: Record<string, unknown>): MergeSearch {
  return { ...textParam(search, "survivor"), ...textParam(search, "duplicate") };
}
