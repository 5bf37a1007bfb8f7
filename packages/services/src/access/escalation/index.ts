export { changeRights, type RightsChanged } from "./change-rights.ts";
export { assertNoExcess, findExcess } from "./find-excess.ts";
export type { Gain, Reach } from "./first-beyond.ts";
export { keepAdministrator } from "./keep-administrator.ts";
export {
  expandForGrant,
  isOfPlatform,
  type KnownPermissions,
  loadKnownPermissions,
  permissionsNamedBy,
} from "./known-permissions.ts";
export { listRolePermissions } from "./list-role-permissions.ts";
export { assertMayGive, nowhere, type Place, reachesOf } from "./reach.ts";
