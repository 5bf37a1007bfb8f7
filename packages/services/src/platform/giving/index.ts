export { assertMayGive, beyondError } from "./assert-may-give.ts";
export { commonSpan } from "./common-span.ts";
export { type Beyond, fromNowOn, type Gain, type Giver, loadGiver, type Reach, type Span } from "./giver.ts";
export {
  expandForGrant,
  isOfPlatform,
  type KnownPermissions,
  loadKnownPermissions,
  permissionsNamedBy,
} from "./known-permissions.ts";
export { nowhere, type Place, reachesOf } from "./reach.ts";
export { nameSupport, supportBy } from "./support.ts";
