export {
  assertAdministratorKept,
  assertAdministratorRemains,
  hasAdministrator,
} from "./assert-administrator-remains.ts";
export { activateUser, suspendUser } from "./change-user-status.ts";
export { countUsers } from "./count-users.ts";
export { createUser } from "./create-user.ts";
export { deleteUser } from "./delete-user.ts";
export { findUserTarget } from "./find-user-target.ts";
export { getOwnUser, getUser, getUserByNip } from "./get-user.ts";
export { getUserStats } from "./get-user-stats.ts";
export { holdsToday } from "./holds-today.ts";
export { listUserPositions } from "./list-user-positions.ts";
export { listUsers, type UserPage } from "./list-users.ts";
export { loadUserTargets } from "./load-user-targets.ts";
export { type PurgedPlaces, purgeUser } from "./purge-user.ts";
export { restoreUser } from "./restore-user.ts";
export { updateUser } from "./update-user.ts";
export { userColumnClasses } from "./user-column-classes.ts";
export type { UserDataRow } from "./user-queries.ts";
export { listAssignmentsToday, userTarget, visibleUsers } from "./user-queries.ts";
