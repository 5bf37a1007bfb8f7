export * from "./audit.ts";
export * from "./audit-actions.ts";
export * from "./file.ts";
