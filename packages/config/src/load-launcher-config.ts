import { deepFreeze } from "./deep-freeze.ts";
import { type CliConfig, cliShape, ownDatabaseConfig, ownDatabaseRule } from "./load-cli-config.ts";
import { allOrNone, readSettings } from "./read-settings.ts";
import { type Environment, settings } from "./settings.ts";
import {
  addressSettings,
  clerkConfig,
  clerkRule,
  clerkSettings,
  defaultPort,
  resendSettings,
  runtimeConfig,
} from "./shared-config.ts";

export interface LauncherConfig extends Omit<CliConfig, "mail" | "locale" | "publicUrl"> {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** false: another port may be taken when this one is not free. */
  readonly portIsExplicit: boolean;
  /** From GLORIA_URL; null: the address the api gets. */
  readonly publicUrl: string | null;
  readonly usesClerk: boolean;
}

const shape = {
  ...cliShape,
  ...addressSettings,
  // Read here only to fail before anything is started: the api and the worker read them again.
  ...clerkSettings,
  ...resendSettings,
  GLORIA_METRICS_PORT: settings.GLORIA_METRICS_PORT,
  GLORIA_METRICS_TOKEN: settings.GLORIA_METRICS_TOKEN,
};

/** Settings of `npm start`, which covers those of the processes it starts. @throws ConfigError */
export function loadLauncherConfig(environment: Environment = process.env): LauncherConfig {
  const values = readSettings("start", environment, shape, [
    clerkRule,
    ownDatabaseRule,
    allOrNone(["RESEND_API_KEY"], ["RESEND_BASE_URL"]),
  ]);
  return deepFreeze({
    ...runtimeConfig(values),
    host: values.GLORIA_HOST,
    port: values.GLORIA_PORT ?? defaultPort,
    portIsExplicit: values.GLORIA_PORT !== undefined,
    publicUrl: values.GLORIA_URL ?? null,
    database: ownDatabaseConfig(values),
    redisUrl: values.REDIS_URL ?? null,
    seed: values.GLORIA_SEED,
    masterKeys: values.GLORIA_MASTER_KEYS ?? null,
    usesClerk: clerkConfig(values) !== null,
  });
}
