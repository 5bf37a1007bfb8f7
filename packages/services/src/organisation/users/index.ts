export { createUser } from "./create-user.ts";
export { deleteUser } from "./delete-user.ts";
export { getOwnUser, getUser, getUserByNip } from "./get-user.ts";
export { getUserStats } from "./get-user-stats.ts";
export { listUsers, type UserPage } from "./list-users.ts";
export { restoreUser } from "./restore-user.ts";
export { updateUser } from "./update-user.ts";
export type { UserDataRow } from "./user-queries.ts";
export { listAssignmentsToday } from "./user-queries.ts";
