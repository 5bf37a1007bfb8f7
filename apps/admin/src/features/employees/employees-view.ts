import { employeeSorts, type ListEmployeesInput } from "@gloria/contracts";
import { eitherText, flagText, type ListView } from "../../lib/list-view.ts";
import { oneOf } from "../../lib/search-params.ts";
import { type EmployeesSearch, employeesSearch } from "./employees-search.ts";

export const employeesView: ListView<EmployeesSearch, Omit<ListEmployeesInput, "limit" | "cursor">> = {
  screen: "employees",
  stateOf(search) {
    const { q, place } = search;
    const linked = oneOf(["true", "false"], search.linked);
    return {
      sort: oneOf(employeeSorts, search.sort) ?? "name",
      deleted: search.deleted === "true",
      ...(q ? { q } : {}),
      ...(place ? { schoolId: place } : {}),
      ...(linked ? { linked: linked === "true" } : {}),
      ...(search.provisional === "true" ? { provisional: true } : {}),
    };
  },
  searchOf: ({ q, sort, schoolId, linked, provisional, deleted }) =>
    employeesSearch({
      q,
      sort,
      place: schoolId,
      linked: eitherText(linked),
      provisional: flagText(provisional),
      deleted: flagText(deleted),
    }),
};
