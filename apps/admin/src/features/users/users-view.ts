import type { ListUsersInput } from "@gloria/contracts";
import { flagText, type ListView } from "../../lib/list-view.ts";
import { oneOf } from "../../lib/search-params.ts";
import { missingChoices, userSorts, userStatuses } from "./user-choices.ts";
import { type UsersSearch, usersSearch } from "./users-search.ts";

export const usersView: ListView<UsersSearch, Omit<ListUsersInput, "limit" | "cursor">> = {
  screen: "users",
  stateOf(search) {
    const { q, position, department, role } = search;
    const status = oneOf(userStatuses, search.status);
    const missing = oneOf(missingChoices, search.missing);
    return {
      sort: oneOf(userSorts, search.sort) ?? "name",
      deleted: search.deleted === "true",
      ...(q ? { q } : {}),
      ...(status ? { status } : {}),
      ...(position ? { positionId: position } : {}),
      ...(department ? { departmentId: department } : {}),
      ...(role ? { roleId: role } : {}),
      ...(missing ? { missing } : {}),
    };
  },
  searchOf: ({ q, sort, status, missing, positionId, departmentId, roleId, deleted }) =>
    usersSearch({
      q,
      sort,
      status,
      missing,
      position: positionId,
      department: departmentId,
      role: roleId,
      deleted: flagText(deleted),
    }),
};
