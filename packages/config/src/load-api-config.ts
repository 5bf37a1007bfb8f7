import { deepFreeze } from "./deep-freeze.ts";
import { readSettings } from "./read-settings.ts";
import { type Environment, settings } from "./settings.ts";
import {
  addressSettings,
  type ClerkConfig,
  clerkConfig,
  clerkRule,
  clerkSettings,
  defaultPort,
  publicUrl,
  type RuntimeConfig,
  runtimeConfig,
  runtimeSettings,
} from "./shared-config.ts";

export interface ApiConfig extends RuntimeConfig {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Public origin from GLORIA_URL, without a slash at its end; null: the address the server gets. */
  readonly publicUrl: string | null;
  /** The built admin app; null: none is served. */
  readonly adminDir: string | null;
  readonly database: { readonly appUrl: string; readonly systemUrl: string; readonly queueUrl: string };
  readonly redisUrl: string | null;
  /** null: the local issuer signs. */
  readonly clerk: ClerkConfig | null;
  /** Bound of the permission cache; 0: every request loads its own facts. */
  readonly permissionCacheBytes: number;
  /** null: the key ring in `home`. */
  readonly masterKeys: string | null;
  /** Where /metrics answers: on a port of its own, behind a token on the main one, or (both null) nowhere. */
  readonly metrics: { readonly port: number | null; readonly token: string | null };
}

const shape = {
  ...runtimeSettings,
  ...addressSettings,
  ...clerkSettings,
  GLORIA_ADMIN_DIR: settings.GLORIA_ADMIN_DIR,
  GLORIA_MASTER_KEYS: settings.GLORIA_MASTER_KEYS,
  GLORIA_PERMISSION_CACHE_MB: settings.GLORIA_PERMISSION_CACHE_MB,
  GLORIA_METRICS_PORT: settings.GLORIA_METRICS_PORT,
  GLORIA_METRICS_TOKEN: settings.GLORIA_METRICS_TOKEN,
  DATABASE_APP_URL: settings.DATABASE_APP_URL,
  DATABASE_SYSTEM_URL: settings.DATABASE_SYSTEM_URL,
  DATABASE_QUEUE_URL: settings.DATABASE_QUEUE_URL,
  REDIS_URL: settings.REDIS_URL,
};

/** Settings of the api process. @throws ConfigError */
export function loadApiConfig(environment: Environment = process.env): ApiConfig {
  const values = readSettings("api", environment, shape, [clerkRule]);
  return deepFreeze({
    ...runtimeConfig(values),
    host: values.GLORIA_HOST,
    port: values.GLORIA_PORT ?? defaultPort,
    publicUrl: values.GLORIA_URL === undefined ? null : publicUrl(values),
    adminDir: values.GLORIA_ADMIN_DIR ?? null,
    database: {
      appUrl: values.DATABASE_APP_URL,
      systemUrl: values.DATABASE_SYSTEM_URL,
      queueUrl: values.DATABASE_QUEUE_URL,
    },
    redisUrl: values.REDIS_URL ?? null,
    clerk: clerkConfig(values),
    permissionCacheBytes: values.GLORIA_PERMISSION_CACHE_MB * 1024 * 1024,
    masterKeys: values.GLORIA_MASTER_KEYS ?? null,
    metrics: { port: values.GLORIA_METRICS_PORT ?? null, token: values.GLORIA_METRICS_TOKEN ?? null },
  });
}
