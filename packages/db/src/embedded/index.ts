export { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
export { sendSignal, waitUntilGone } from "./find-running-server.ts";
export { identifyProcess, isStillAlive, type ProcessIdentity } from "./process-identity.ts";
export { acquireProcessLock, findProcessLockHolder, type ProcessLock, type ProcessLockHolder } from "./process-lock.ts";
export { dataDirOf, type ResolvedHome, resolveHome } from "./resolve-home.ts";
export type { ServerSettings } from "./server-settings.ts";
export {
  type EmbeddedPostgres,
  type StartEmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from "./start-embedded-postgres.ts";
export { stopServer } from "./stop-server.ts";
