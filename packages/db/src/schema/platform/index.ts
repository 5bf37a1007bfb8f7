export * from "./audit-events.ts";
export * from "./files.ts";
export * from "./idempotency-keys.ts";
export * from "./outbox.ts";
export * from "./sessions.ts";
