export * from "./auth.ts";
export * from "./impersonation.ts";
