import type { ListDepartmentsInput } from "@gloria/contracts";
import { flagText, type ListView } from "../../lib/list-view.ts";
import { oneOf } from "../../lib/search-params.ts";
import { type DepartmentsSearch, departmentsSearch } from "./departments-search.ts";

export const departmentsView: ListView<DepartmentsSearch, Omit<ListDepartmentsInput, "limit" | "cursor">> = {
  screen: "departments",
  stateOf: ({ q, place, ...search }) => ({
    sort: oneOf(["name", "-name"], search.sort) ?? "name",
    deleted: search.deleted === "true",
    ...(q ? { q } : {}),
    ...(place ? { schoolId: place } : {}),
  }),
  searchOf: ({ q, sort, schoolId, deleted }) =>
    departmentsSearch({ q, sort, place: schoolId, deleted: flagText(deleted) }),
};
