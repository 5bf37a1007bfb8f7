export * from "./department.ts";
export * from "./position.ts";
export * from "./school.ts";
export * from "./tenant.ts";
export * from "./user.ts";
