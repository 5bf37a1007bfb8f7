export { getScimUser, listScimUsers } from "./list-scim-users.ts";
export { provisionRole } from "./provision-role.ts";
export { maxScimCount, type ScimCaller, type ScimPage } from "./scim-caller.ts";
export { changeScimGroup, createScimGroup, getScimGroup, listScimGroups } from "./scim-groups.ts";
export { enterpriseSchema, groupSchema, isScimObject, listSchema, type ScimObject, userSchema } from "./scim-names.ts";
export { authenticateScim, issueScimToken, listScimTokens, revokeScimToken } from "./scim-tokens.ts";
export { createScimUser, deleteScimUser, patchScimUser, replaceScimUser } from "./write-scim-user.ts";
