export * from "./error-text.ts";
export * from "./field-problem.ts";
export * from "./field-problem-text.ts";
export * from "./find-text.ts";
export * from "./format-text.ts";
export * from "./texts.ts";
export * from "./translate.ts";
export * from "./zone-name.ts";
