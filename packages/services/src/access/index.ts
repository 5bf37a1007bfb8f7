export * from "./escalation/index.ts";
export * from "./impersonation/index.ts";
export * from "./permissions/index.ts";
export * from "./sign-in/index.ts";
