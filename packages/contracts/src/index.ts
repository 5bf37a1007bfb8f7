export * from "./access/index.ts";
export * from "./common.ts";
export * from "./errors.ts";
