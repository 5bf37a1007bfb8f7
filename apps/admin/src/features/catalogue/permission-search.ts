import { textParam } from "../../lib/search-params.ts";

/** What the address of one permission holds. */
export interface PermissionSearch {
  tab?: string | undefined;
  /** Of its grants: whose they are, and in which state. */
  subject?: string | undefined;
  effect?: string | undefined;
  state?: string | undefined;
  cursor?: string | undefined;
}

export function permissionSearch(search: Record<string, unknown>): PermissionSearch {
  return {
    ...textParam(search, "tab"),
    ...textParam(search, "subject"),
    ...textParam(search, "effect"),
    ...textParam(search, "state"),
    ...textParam(search, "cursor"),
  };
}
