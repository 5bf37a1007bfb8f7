export * from "./permissions/index.ts";
export * from "./sign-in/index.ts";
