import { oneOf, textParam } from "../../lib/search-params.ts";

/** What the address of provisioning holds. */
export interface ScimSearch {
  tab?: "roles" | undefined;
  q?: string | undefined;
  dialog?: string | undefined;
  cursor?: string | undefined;
}

export function scimSearch(search: Record<string, unknown>): ScimSearch {
  const tab = oneOf(["roles"], textParam(search, "tab").tab);
  return {
    ...(tab ? { tab } : {}),
    ...textParam(search, "q"),
    ...textParam(search, "dialog"),
    ...textParam(search, "cursor"),
  };
}
