export { assertNoExcess, findExcess } from "./find-excess.ts";
export { listRolePermissions } from "./list-role-permissions.ts";
