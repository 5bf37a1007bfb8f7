export { createGrant } from "./create-grant.ts";
export { endGrant } from "./end-grant.ts";
export { grantColumnClasses } from "./grant-queries.ts";
export { grantResource } from "./grant-resource.ts";
export { type GrantPage, listGrants } from "./list-grants.ts";
export { listResourceGrants, listUserResourceGrants } from "./list-resource-grants.ts";
export { revokeResource } from "./revoke-resource.ts";
