import { textParam } from "../../lib/search-params.ts";

/** What the address of one department holds. */
export interface DepartmentSearch {
  tab?: string | undefined;
  dialog?: string | undefined;
  /** People of the departments below too. */
  below?: string | undefined;
  cursor?: string | undefined;
}

export function departmentSearch(search: Record<string, unknown>): DepartmentSearch {
  return {
    ...textParam(search, "tab"),
    ...textParam(search, "dialog"),
    ...textParam(search, "below"),
    ...textParam(search, "cursor"),
  };
}
