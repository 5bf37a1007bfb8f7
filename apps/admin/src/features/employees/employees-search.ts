import { textParam } from "../../lib/search-params.ts";

/** What the address of the list of employees holds. */
export interface EmployeesSearch {
  q?: string | undefined;
  place?: string | undefined;
  linked?: string | undefined;
  provisional?: string | undefined;
  deleted?: string | undefined;
  sort?: string | undefined;
  cursor?: string | undefined;
  dialog?: string | undefined;
}

export function employeesSearch(search: Record<string, unknown>): EmployeesSearch {
  return {
    ...textParam(search, "q"),
    ...textParam(search, "place"),
    ...textParam(search, "linked"),
    ...textParam(search, "provisional"),
    ...textParam(search, "deleted"),
    ...textParam(search, "sort"),
    ...textParam(search, "cursor"),
    ...textParam(search, "dialog"),
  };
}
