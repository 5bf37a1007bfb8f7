import { resolve } from "node:path";
import { z } from "zod";

/** The environment as a process has it. */
export type Environment = Readonly<Record<string, string | undefined>>;

export const logLevels = ["silent", "fatal", "error", "warn", "info", "debug", "trace"] as const;
export const seedKinds = ["demo", "large", "none"] as const;

/** Which data an empty database gets at the first start. */
export type SeedKind = (typeof seedKinds)[number];
export type LogLevel = (typeof logLevels)[number];

function urlWith(protocols: readonly string[], expected: string) {
  return z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), expected);
}

const postgresUrl = urlWith(["postgres:", "postgresql:"], "a URL postgres://user:password@host:port/database");
const httpUrl = urlWith(["http:", "https:"], "a URL that begins with http:// or https://");
const text = (expected: string) => z.string(expected).min(1, expected);
const secret = text("a text that is not empty");

function port(lowest: number) {
  const expected = `a port from ${lowest} to 65535`;
  return z
    .string()
    .regex(/^\d{1,5}$/, expected)
    .transform(Number)
    .refine((value) => value >= lowest && value <= 65_535, expected);
}

function wholeNumber(lowest: number, highest: number) {
  const expected = `a whole number from ${lowest} to ${highest}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, expected)
    .transform(Number)
    .refine((value) => value >= lowest && value <= highest, expected);
}

/** Every setting that is read anywhere, once: its form, and in its message what would be right. */
export const settings = {
  NODE_ENV: z.enum(["development", "test", "production"], "development, test or production").default("development"),
  GLORIA_LOG: z.enum(logLevels, `one of ${logLevels.join(", ")}`).default("info"),
  GLORIA_HOST: text("an address or a host name").default("127.0.0.1"),
  GLORIA_PORT: port(0).optional(),
  GLORIA_URL: httpUrl.transform((url) => url.replace(/\/+$/, "")).optional(),
  GLORIA_HOME: text("a folder")
    .default(".gloria")
    .transform((folder) => resolve(folder)),
  GLORIA_SEED: z.enum(seedKinds, `one of ${seedKinds.join(", ")}`).default("demo"),
  GLORIA_ADMIN_DIR: text("a folder")
    .transform((folder) => resolve(folder))
    .optional(),
  GLORIA_MASTER_KEYS: secret.optional(),
  GLORIA_PERMISSION_CACHE_MB: wholeNumber(0, 4096).default(32),
  GLORIA_METRICS_PORT: port(1).optional(),
  GLORIA_METRICS_TOKEN: z.string().min(16, "a text of at least 16 characters").optional(),
  DATABASE_URL: postgresUrl,
  DATABASE_APP_URL: postgresUrl,
  DATABASE_SYSTEM_URL: postgresUrl,
  DATABASE_QUEUE_URL: postgresUrl,
  REDIS_URL: urlWith(["redis:", "rediss:"], "a URL redis://host:port or rediss://host:port").optional(),
  CLERK_SECRET_KEY: secret.optional(),
  CLERK_PUBLISHABLE_KEY: z
    .string()
    .regex(/^pk_(test|live)_[A-Za-z0-9+/=]+$/, "a key that begins with pk_test_ or pk_live_")
    .optional(),
  CLERK_JWT_KEY: z
    .string()
    // Deployment tools keep a PEM on one line.
    .transform((pem) => pem.replaceAll("\\n", "\n"))
    .refine((pem) => pem.includes("-----BEGIN PUBLIC KEY-----"), "a public key in PEM form")
    .optional(),
  CLERK_WEBHOOK_SECRET: z.string().startsWith("whsec_", "a secret that begins with whsec_").optional(),
  CLERK_API_URL: httpUrl.optional(),
  RESEND_API_KEY: secret.optional(),
  RESEND_BASE_URL: httpUrl.optional(),
  LC_ALL: z.string().optional(),
  LC_MESSAGES: z.string().optional(),
  LANG: z.string().optional(),
} as const;
