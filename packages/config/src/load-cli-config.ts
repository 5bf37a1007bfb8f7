import { deepFreeze } from "./deep-freeze.ts";
import { allOrNone, readSettings } from "./read-settings.ts";
import { type Environment, type SeedKind, settings } from "./settings.ts";
import {
  addressSettings,
  publicUrl,
  type RuntimeConfig,
  resendSettings,
  runtimeConfig,
  runtimeSettings,
} from "./shared-config.ts";

/** Where a person's own PostgreSQL is. */
export interface OwnDatabaseConfig {
  readonly ownerUrl: string;
  /** Given where the owner may not create roles; null: migration makes the roles and their passwords. */
  readonly roles: { readonly appUrl: string; readonly systemUrl: string; readonly queueUrl: string } | null;
}

export interface CliConfig extends RuntimeConfig {
  /** null: the embedded database in `home`. */
  readonly database: OwnDatabaseConfig | null;
  readonly redisUrl: string | null;
  readonly seed: SeedKind;
  /** null: the key ring in `home`. */
  readonly masterKeys: string | null;
  /** Public origin without a slash at its end: links in messages that a command sends lead there. */
  readonly publicUrl: string;
  /** Where mail goes: to a provider, or to the local outbox. */
  readonly mail: "resend" | "outbox";
  /** Language of the person at the terminal: English where their locale says so, else Indonesian. */
  readonly locale: "id" | "en";
}

/** In the order in which POSIX asks them. */
const localeSettings = { LC_ALL: settings.LC_ALL, LC_MESSAGES: settings.LC_MESSAGES, LANG: settings.LANG };

export const cliShape = {
  ...runtimeSettings,
  ...addressSettings,
  GLORIA_SEED: settings.GLORIA_SEED,
  GLORIA_MASTER_KEYS: settings.GLORIA_MASTER_KEYS,
  DATABASE_URL: settings.DATABASE_URL.optional(),
  DATABASE_APP_URL: settings.DATABASE_APP_URL.optional(),
  DATABASE_SYSTEM_URL: settings.DATABASE_SYSTEM_URL.optional(),
  DATABASE_QUEUE_URL: settings.DATABASE_QUEUE_URL.optional(),
  REDIS_URL: settings.REDIS_URL,
  RESEND_API_KEY: resendSettings.RESEND_API_KEY,
  ...localeSettings,
};

const roleUrls = ["DATABASE_APP_URL", "DATABASE_SYSTEM_URL", "DATABASE_QUEUE_URL"];

export const ownDatabaseRule = allOrNone(["DATABASE_URL", ...roleUrls], roleUrls);

/** The person's own database, when one is named. */
export function ownDatabaseConfig(values: {
  DATABASE_URL?: string | undefined;
  DATABASE_APP_URL?: string | undefined;
  DATABASE_SYSTEM_URL?: string | undefined;
  DATABASE_QUEUE_URL?: string | undefined;
}): OwnDatabaseConfig | null {
  const { DATABASE_URL, DATABASE_APP_URL, DATABASE_SYSTEM_URL, DATABASE_QUEUE_URL } = values;
  if (DATABASE_URL === undefined) {
    return null;
  }
  const roles =
    DATABASE_APP_URL === undefined || DATABASE_SYSTEM_URL === undefined || DATABASE_QUEUE_URL === undefined
      ? null
      : { appUrl: DATABASE_APP_URL, systemUrl: DATABASE_SYSTEM_URL, queueUrl: DATABASE_QUEUE_URL };
  return { ownerUrl: DATABASE_URL, roles };
}

/** Settings of the `gloria` command. @throws ConfigError */
export function loadCliConfig(environment: Environment = process.env): CliConfig {
  const values = readSettings("gloria command", environment, cliShape, [ownDatabaseRule]);
  return deepFreeze({
    ...runtimeConfig(values),
    database: ownDatabaseConfig(values),
    redisUrl: values.REDIS_URL ?? null,
    seed: values.GLORIA_SEED,
    masterKeys: values.GLORIA_MASTER_KEYS ?? null,
    publicUrl: publicUrl(values),
    mail: values.RESEND_API_KEY === undefined ? "outbox" : "resend",
    locale: /^en([_.@-]|$)/i.test(values.LC_ALL ?? values.LC_MESSAGES ?? values.LANG ?? "") ? "en" : "id",
  });
}
