export * from "./import-fields.ts";
export * from "./import-problems.ts";
