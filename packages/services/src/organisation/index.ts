export * from "./assignments/index.ts";
export * from "./departments/index.ts";
export * from "./employees/index.ts";
export * from "./positions/index.ts";
export * from "./schools/index.ts";
export * from "./tenants/index.ts";
export * from "./users/index.ts";
