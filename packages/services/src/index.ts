export * from "./access/index.ts";
export * from "./notifications/index.ts";
export * from "./onboarding/index.ts";
export * from "./organisation/index.ts";
export * from "./platform/index.ts";
export * from "./workflows/index.ts";
