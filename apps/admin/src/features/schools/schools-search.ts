import { schoolLevels, schoolSorts } from "@gloria/contracts";
import { choiceParam, textParam } from "../../lib/search-params.ts";

/** What the address of the list of schools holds. */
export interface SchoolsSearch {
  q?: string | undefined;
  level?: (typeof schoolLevels)[number] | undefined;
  status?: "active" | "inactive" | undefined;
  deleted?: "true" | undefined;
  sort?: (typeof schoolSorts)[number] | undefined;
  cursor?: string | undefined;
}

export function schoolsSearch(search: Record<string, unknown>): SchoolsSearch {
  return {
    ...textParam(search, "q"),
    ...choiceParam(search, "level", schoolLevels),
    ...choiceParam(search, "status", ["active", "inactive"]),
    ...choiceParam(search, "deleted", ["true"]),
    ...choiceParam(search, "sort", schoolSorts),
    ...textParam(search, "cursor"),
  };
}
