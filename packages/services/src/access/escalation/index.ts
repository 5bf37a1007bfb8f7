export {
  assertMayGive,
  expandForGrant,
  type Gain,
  isOfPlatform,
  type KnownPermissions,
  loadKnownPermissions,
  nowhere,
  type Place,
  permissionsNamedBy,
  type Reach,
  reachesOf,
} from "../../platform/index.ts";
export { changeRights, type RightsChanged } from "./change-rights.ts";
export { assertNoExcess, findExcess } from "./find-excess.ts";
export { keepAdministrator } from "./keep-administrator.ts";
