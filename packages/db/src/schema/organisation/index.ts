export * from "./assignments.ts";
export * from "./departments.ts";
export * from "./employees.ts";
export * from "./positions.ts";
export * from "./schools.ts";
export * from "./tenants.ts";
export * from "./users.ts";
