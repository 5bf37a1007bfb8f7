import { type UserStatus, userSorts, userStatuses } from "@gloria/contracts";
import { choiceParam, textParam } from "../../lib/search-params.ts";

export const missingChoices = ["email", "nip", "school", "position"] as const;

/** What the address of the list of people holds. */
export interface UsersSearch {
  q?: string | undefined;
  status?: UserStatus | undefined;
  position?: string | undefined;
  department?: string | undefined;
  missing?: (typeof missingChoices)[number] | undefined;
  deleted?: "true" | undefined;
  sort?: (typeof userSorts)[number] | undefined;
  cursor?: string | undefined;
}

export function usersSearch(search: Record<string, unknown>): UsersSearch {
  return {
    ...textParam(search, "q"),
    ...choiceParam(search, "status", userStatuses),
    ...textParam(search, "position"),
    ...textParam(search, "department"),
    ...choiceParam(search, "missing", missingChoices),
    ...choiceParam(search, "deleted", ["true"]),
    ...choiceParam(search, "sort", userSorts),
    ...textParam(search, "cursor"),
  };
}
