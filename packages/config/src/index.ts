export { ConfigError, type SettingProblem } from "./config-error.ts";
export { type ApiConfig, loadApiConfig } from "./load-api-config.ts";
export { type CliConfig, loadCliConfig, type OwnDatabaseConfig } from "./load-cli-config.ts";
export { type LauncherConfig, loadLauncherConfig } from "./load-launcher-config.ts";
export { loadWorkerConfig, type WorkerConfig } from "./load-worker-config.ts";
export { serverNodeFlags, workerNodeFlags } from "./server-node-flags.ts";
export { type Environment, type LogLevel, logLevels, type SeedKind, seedKinds } from "./settings.ts";
export type { ClerkConfig, RuntimeConfig } from "./shared-config.ts";
