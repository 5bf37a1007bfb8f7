export * from "./school.ts";
export * from "./user.ts";
