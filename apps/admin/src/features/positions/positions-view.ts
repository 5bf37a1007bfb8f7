import type { ListPositionsInput } from "@gloria/contracts";
import { eitherText, flagText, type ListView } from "../../lib/list-view.ts";
import { oneOf } from "../../lib/search-params.ts";
import { type PositionsSearch, positionsSearch } from "./positions-search.ts";

export const positionsView: ListView<PositionsSearch, Omit<ListPositionsInput, "limit" | "cursor">> = {
  screen: "positions",
  stateOf({ q, place, department, ...search }) {
    const vacant = oneOf(["true", "false"], search.vacant);
    return {
      sort: oneOf(["level", "name", "-name"], search.sort) ?? "level",
      deleted: search.deleted === "true",
      ...(q ? { q } : {}),
      ...(place ? { schoolId: place } : {}),
      ...(department ? { departmentId: department } : {}),
      ...(vacant ? { vacant: vacant === "true" } : {}),
    };
  },
  searchOf: ({ q, sort, schoolId, departmentId, vacant, deleted }) =>
    positionsSearch({
      q,
      sort,
      place: schoolId,
      department: departmentId,
      vacant: eitherText(vacant),
      deleted: flagText(deleted),
    }),
};
