export * from "./access/index.ts";
export * from "./auth/index.ts";
export * from "./common.ts";
export * from "./errors.ts";
export * from "./notifications/index.ts";
export * from "./onboarding/index.ts";
export * from "./organisation/index.ts";
export * from "./platform/index.ts";
