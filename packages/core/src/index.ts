export type {
  Actor,
  IdempotencyRequest,
  Impersonation,
  RequestChannel,
  RequestOrigin,
  TenantContext,
} from "./actor.ts";
export { AppError, isAppError } from "./app-error.ts";
export { type Clock, systemClock } from "./clock.ts";
export * from "./crypto/index.ts";
export { createPrivateFile } from "./files/create-private-file.ts";
export { hexToId, idToHex, isId, newId } from "./ids.ts";
export { type LogFields, type Logger, silentLogger } from "./logger.ts";
