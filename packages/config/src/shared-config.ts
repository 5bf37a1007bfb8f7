import type { z } from "zod";
import { allOrNone } from "./read-settings.ts";
import { type LogLevel, settings } from "./settings.ts";

/** What every process knows about where it runs. */
export interface RuntimeConfig {
  readonly environment: "development" | "test" | "production";
  readonly logLevel: LogLevel;
  /** Absolute folder of generated keys and of the embedded database. */
  readonly home: string;
}

export interface ClerkConfig {
  readonly secretKey: string;
  readonly publishableKey: string;
  /** PEM of the key that session tokens are verified with, without network. */
  readonly jwtKey: string;
  readonly webhookSecret: string | null;
  readonly apiUrl: string | null;
}

export const runtimeSettings = {
  NODE_ENV: settings.NODE_ENV,
  GLORIA_LOG: settings.GLORIA_LOG,
  GLORIA_HOME: settings.GLORIA_HOME,
};

export const addressSettings = {
  GLORIA_HOST: settings.GLORIA_HOST,
  GLORIA_PORT: settings.GLORIA_PORT,
  GLORIA_URL: settings.GLORIA_URL,
};

export const clerkSettings = {
  CLERK_SECRET_KEY: settings.CLERK_SECRET_KEY,
  CLERK_PUBLISHABLE_KEY: settings.CLERK_PUBLISHABLE_KEY,
  CLERK_JWT_KEY: settings.CLERK_JWT_KEY,
  CLERK_WEBHOOK_SECRET: settings.CLERK_WEBHOOK_SECRET,
  CLERK_API_URL: settings.CLERK_API_URL,
};

export const resendSettings = { RESEND_API_KEY: settings.RESEND_API_KEY, RESEND_BASE_URL: settings.RESEND_BASE_URL };

type Values<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape>>;

export const defaultPort = 3000;

export function runtimeConfig(values: Values<typeof runtimeSettings>): RuntimeConfig {
  return { environment: values.NODE_ENV, logLevel: values.GLORIA_LOG, home: values.GLORIA_HOME };
}

/** Half a Clerk set-up would sign people in by the local issuer without anybody noticing. */
export const clerkRule = allOrNone(
  ["CLERK_SECRET_KEY", "CLERK_PUBLISHABLE_KEY", "CLERK_JWT_KEY"],
  Object.keys(clerkSettings),
);

/** Null without Clerk: then the local issuer signs. */
export function clerkConfig(values: Values<typeof clerkSettings>): ClerkConfig | null {
  const { CLERK_SECRET_KEY, CLERK_PUBLISHABLE_KEY, CLERK_JWT_KEY } = values;
  return CLERK_SECRET_KEY === undefined || CLERK_PUBLISHABLE_KEY === undefined || CLERK_JWT_KEY === undefined
    ? null
    : {
        secretKey: CLERK_SECRET_KEY,
        publishableKey: CLERK_PUBLISHABLE_KEY,
        jwtKey: CLERK_JWT_KEY,
        webhookSecret: values.CLERK_WEBHOOK_SECRET ?? null,
        apiUrl: values.CLERK_API_URL ?? null,
      };
}

/** Public origin without a slash at its end. */
export function publicUrl(values: Values<typeof addressSettings>): string {
  const host = values.GLORIA_HOST.includes(":") ? `[${values.GLORIA_HOST}]` : values.GLORIA_HOST;
  return values.GLORIA_URL ?? `http://${host}:${values.GLORIA_PORT ?? defaultPort}`;
}
