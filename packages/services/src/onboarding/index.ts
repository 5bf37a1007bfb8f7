export * from "./bench-data/index.ts";
export * from "./clerk/index.ts";
export * from "./demo/index.ts";
export * from "./exports/index.ts";
export * from "./oneroster/index.ts";
export * from "./invitations/index.ts";
export * from "./merges/index.ts";
export * from "./scim/index.ts";
