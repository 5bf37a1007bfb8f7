export * from "./sign-in/index.ts";
