import { deepFreeze } from "./deep-freeze.ts";
import { allOrNone, readSettings } from "./read-settings.ts";
import { type Environment, settings } from "./settings.ts";
import {
  addressSettings,
  publicUrl,
  type RuntimeConfig,
  resendSettings,
  runtimeConfig,
  runtimeSettings,
} from "./shared-config.ts";

export interface WorkerConfig extends RuntimeConfig {
  /** Origin of the links in mail, without a slash at its end. */
  readonly publicUrl: string;
  /** The owner's URL is for maintenance jobs alone (partitions, retention). */
  readonly database: {
    readonly ownerUrl: string;
    readonly appUrl: string;
    readonly systemUrl: string;
    readonly queueUrl: string;
  };
  readonly redisUrl: string | null;
  /** null: mail goes to the local outbox. */
  readonly resend: { readonly apiKey: string; readonly baseUrl: string | null } | null;
  /** null: the key ring in `home`. */
  readonly masterKeys: string | null;
}

const shape = {
  ...runtimeSettings,
  ...addressSettings,
  ...resendSettings,
  GLORIA_MASTER_KEYS: settings.GLORIA_MASTER_KEYS,
  DATABASE_URL: settings.DATABASE_URL,
  DATABASE_APP_URL: settings.DATABASE_APP_URL,
  DATABASE_SYSTEM_URL: settings.DATABASE_SYSTEM_URL,
  DATABASE_QUEUE_URL: settings.DATABASE_QUEUE_URL,
  REDIS_URL: settings.REDIS_URL,
};

/** Settings of the worker process. @throws ConfigError */
export function loadWorkerConfig(environment: Environment = process.env): WorkerConfig {
  const values = readSettings("worker", environment, shape, [allOrNone(["RESEND_API_KEY"], ["RESEND_BASE_URL"])]);
  return deepFreeze({
    ...runtimeConfig(values),
    publicUrl: publicUrl(values),
    database: {
      ownerUrl: values.DATABASE_URL,
      appUrl: values.DATABASE_APP_URL,
      systemUrl: values.DATABASE_SYSTEM_URL,
      queueUrl: values.DATABASE_QUEUE_URL,
    },
    redisUrl: values.REDIS_URL ?? null,
    resend:
      values.RESEND_API_KEY === undefined
        ? null
        : { apiKey: values.RESEND_API_KEY, baseUrl: values.RESEND_BASE_URL ?? null },
    masterKeys: values.GLORIA_MASTER_KEYS ?? null,
  });
}
