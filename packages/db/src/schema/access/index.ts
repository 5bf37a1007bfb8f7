export * from "./grants.ts";
export * from "./permission-epochs.ts";
export * from "./roles.ts";
