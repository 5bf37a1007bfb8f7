import { oneOf, textParam } from "../../lib/search-params.ts";

/** What the address of the departments holds. */
export interface DepartmentsSearch {
  view?: "tree" | undefined;
  q?: string | undefined;
  place?: string | undefined;
  deleted?: string | undefined;
  sort?: string | undefined;
  cursor?: string | undefined;
  dialog?: string | undefined;
}

export function departmentsSearch(search: Record<string, unknown>): DepartmentsSearch {
  const view = oneOf(["tree"], textParam(search, "view").view);
  return {
    ...(view ? { view } : {}),
    ...textParam(search, "q"),
    ...textParam(search, "place"),
    ...textParam(search, "deleted"),
    ...textParam(search, "sort"),
    ...textParam(search, "cursor"),
    ...textParam(search, "dialog"),
  };
}
