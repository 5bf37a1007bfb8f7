export * from "./clerk.ts";
export * from "./export.ts";
export * from "./import.ts";
export * from "./import-fields.ts";
export * from "./import-plan-problems.ts";
export * from "./import-problems.ts";
export * from "./invitation.ts";
export * from "./user-merge.ts";
