import { textParam } from "../../lib/search-params.ts";

/** What the address of the own profile holds: which of the rights are shown. */
export interface ProfileSearch {
  q?: string | undefined;
  module?: string | undefined;
  scope?: string | undefined;
  asOf?: string | undefined;
  cursor?: string | undefined;
}

export function profileSearch(search: Record<string, unknown>): ProfileSearch {
  return {
    ...textParam(search, "q"),
    ...textParam(search, "module"),
    ...textParam(search, "scope"),
    ...textParam(search, "asOf"),
    ...textParam(search, "cursor"),
  };
}
