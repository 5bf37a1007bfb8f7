import { textParam } from "../../lib/search-params.ts";

/** What the address of the list of modules holds. */
export interface ModulesSearch {
  q?: string | undefined;
  /** "true": those that are on; "false": those that are off. */
  enabled?: string | undefined;
  dialog?: string | undefined;
  of?: string | undefined;
  cursor?: string | undefined;
}

export function modulesSearch(search: Record<string, unknown>): ModulesSearch {
  return {
    ...textParam(search, "q"),
    ...textParam(search, "enabled"),
    ...textParam(search, "dialog"),
    ...textParam(search, "of"),
    ...textParam(search, "cursor"),
  };
}
