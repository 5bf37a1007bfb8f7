import { textParam } from "../../lib/search-params.ts";

/** What the address of the catalogue holds. */
export interface PermissionsSearch {
  /** "groups" instead of the permissions. */
  view?: string | undefined;
  q?: string | undefined;
  module?: string | undefined;
  group?: string | undefined;
  source?: string | undefined;
  delegable?: string | undefined;
  sensitive?: string | undefined;
  dialog?: string | undefined;
  of?: string | undefined;
  cursor?: string | undefined;
}

export function permissionsSearch(search: Record<string, unknown>): PermissionsSearch {
  return {
    ...textParam(search, "view"),
    ...textParam(search, "q"),
    ...textParam(search, "module"),
    ...textParam(search, "group"),
    ...textParam(search, "source"),
    ...textParam(search, "delegable"),
    ...textParam(search, "sensitive"),
    ...textParam(search, "dialog"),
    ...textParam(search, "of"),
    ...textParam(search, "cursor"),
  };
}
