import type { ListSchoolsInput } from "@gloria/contracts";
import { flagText, type ListView } from "../../lib/list-view.ts";
import { oneOf } from "../../lib/search-params.ts";
import { schoolLevels, schoolSorts, schoolStatuses } from "./school-choices.ts";
import { type SchoolsSearch, schoolsSearch } from "./schools-search.ts";

export const schoolsView: ListView<SchoolsSearch, Omit<ListSchoolsInput, "limit" | "cursor">> = {
  screen: "schools",
  stateOf(search) {
    const level = oneOf(schoolLevels, search.level);
    const status = oneOf(schoolStatuses, search.status);
    return {
      sort: oneOf(schoolSorts, search.sort) ?? "name",
      deleted: search.deleted === "true",
      ...(search.q ? { q: search.q } : {}),
      ...(level ? { level } : {}),
      ...(status ? { status } : {}),
    };
  },
  searchOf: ({ q, sort, level, status, deleted }) =>
    schoolsSearch({ q, sort, level, status, deleted: flagText(deleted) }),
};
