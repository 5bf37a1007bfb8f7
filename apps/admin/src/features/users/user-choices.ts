import type { ListUsersInput, UserStatus } from "@gloria/contracts";
import { choicesOf } from "../../lib/choices-of.ts";

export const userStatuses = choicesOf<UserStatus>({ active: true, invited: true, suspended: true, resigned: true });

export const userSorts = choicesOf<NonNullable<ListUsersInput["sort"]>>({
  name: true,
  "-name": true,
  createdAt: true,
  "-createdAt": true,
});

export const missingChoices = choicesOf<NonNullable<ListUsersInput["missing"]>>({
  email: true,
  nip: true,
  school: true,
  position: true,
  sign_in: true,
});
