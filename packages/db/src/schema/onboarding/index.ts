export * from "./imports.ts";
