export * from "./grants.ts";
export * from "./impersonations.ts";
export * from "./permission-epochs.ts";
export * from "./roles.ts";
