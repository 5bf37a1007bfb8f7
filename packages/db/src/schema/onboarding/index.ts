export * from "./imports.ts";
export * from "./invitations.ts";
export * from "./user-merges.ts";
