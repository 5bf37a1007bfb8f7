export * from "./clerk.ts";
export * from "./exports.ts";
export * from "./external-ids.ts";
export * from "./imports.ts";
export * from "./invitations.ts";
export * from "./scim.ts";
export * from "./user-merges.ts";
