import { describe, expect, it } from "vitest";
import { ConfigError } from "./config-error.ts";
import { loadApiConfig } from "./load-api-config.ts";
import { loadCliConfig } from "./load-cli-config.ts";
import { loadLauncherConfig } from "./load-launcher-config.ts";
import { loadWorkerConfig } from "./load-worker-config.ts";

const roleUrls = {
  DATABASE_APP_URL: "postgres://app:a@127.0.0.1:5432/gloria",
  DATABASE_SYSTEM_URL: "postgres://system:b@127.0.0.1:5432/gloria",
  DATABASE_QUEUE_URL: "postgresql://queue:c@127.0.0.1:5432/gloria",
};
const ownerUrl = { DATABASE_URL: "postgres://owner:d@127.0.0.1:5432/gloria" };
const clerk = {
  CLERK_SECRET_KEY: "sk_test_1",
  CLERK_PUBLISHABLE_KEY: "pk_test_Y2xlcmsuZXhhbXBsZSQ=",
  CLERK_JWT_KEY: "-----BEGIN PUBLIC KEY-----\\nAAAA\\n-----END PUBLIC KEY-----",
};

function configErrorOf(load: () => unknown): ConfigError {
  try {
    load();
  } catch (error) {
    if (error instanceof ConfigError) {
      return error;
    }
    throw error;
  }
  throw new Error("the settings were accepted");
}

describe("loadApiConfig", () => {
  it("gives the documented defaults", () => {
    const config = loadApiConfig(roleUrls);
    expect(config).toMatchObject({
      environment: "development",
      logLevel: "info",
      host: "127.0.0.1",
      port: 3000,
      publicUrl: null,
      redisUrl: null,
      clerk: null,
      permissionCacheBytes: 32 * 1024 * 1024,
      metrics: { port: null, token: null },
    });
    expect(config.home).toMatch(/^\/.*\.gloria$/);
  });

  it("does not carry the owner's URL", () => {
    expect(JSON.stringify(loadApiConfig({ ...roleUrls, ...ownerUrl }))).not.toContain("owner");
  });

  it("names every missing and malformed setting at once, and no value", () => {
    const error = configErrorOf(() =>
      loadApiConfig({
        DATABASE_APP_URL: "mysql://app:hunter2@db/x",
        GLORIA_PORT: "70000",
        GLORIA_LOG: "loud",
        GLORIA_METRICS_TOKEN: "short",
        CLERK_SECRET_KEY: "sk_test_1",
      }),
    );
    expect(error.problems.map(({ name, kind }) => `${name} ${kind}`).sort()).toEqual([
      "CLERK_JWT_KEY missing",
      "CLERK_PUBLISHABLE_KEY missing",
      "DATABASE_APP_URL malformed",
      "DATABASE_QUEUE_URL missing",
      "DATABASE_SYSTEM_URL missing",
      "GLORIA_LOG malformed",
      "GLORIA_METRICS_TOKEN malformed",
      "GLORIA_PORT malformed",
    ]);
    for (const { name, expected } of error.problems) {
      expect(error.message).toContain(`${name} is `);
      expect(expected).not.toMatch(/invalid|undefined/i);
    }
    expect(error.message).not.toContain("hunter2");
  });

  it("takes an empty setting as not set", () => {
    expect(loadApiConfig({ ...roleUrls, GLORIA_PORT: "", REDIS_URL: " " })).toMatchObject({
      port: 3000,
      redisUrl: null,
    });
    expect(configErrorOf(() => loadApiConfig({ ...roleUrls, DATABASE_APP_URL: "" })).problems).toEqual([
      {
        name: "DATABASE_APP_URL",
        kind: "missing",
        expected: "a URL postgres://user:password@host:port/database",
      },
    ]);
  });

  it("takes port 0, and no negative, fractional or too large one", () => {
    expect(loadApiConfig({ ...roleUrls, GLORIA_PORT: "0" }).port).toBe(0);
    for (const port of ["-1", "1.5", "65536", "3000x", "1e3"]) {
      expect(configErrorOf(() => loadApiConfig({ ...roleUrls, GLORIA_PORT: port })).problems).toHaveLength(1);
    }
  });

  it("unescapes the line ends of Clerk's key", () => {
    expect(loadApiConfig({ ...roleUrls, ...clerk }).clerk).toEqual({
      secretKey: "sk_test_1",
      publishableKey: clerk.CLERK_PUBLISHABLE_KEY,
      jwtKey: "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
      webhookSecret: null,
      apiUrl: null,
    });
  });

  it("is frozen all the way down", () => {
    const config = loadApiConfig(roleUrls);
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.database)).toBe(true);
    expect(Object.isFrozen(config.metrics)).toBe(true);
  });
});

describe("loadWorkerConfig", () => {
  it("needs the owner's URL besides the roles'", () => {
    expect(configErrorOf(() => loadWorkerConfig(roleUrls)).problems.map(({ name }) => name)).toEqual(["DATABASE_URL"]);
  });

  it("makes the public origin from host and port, or takes it without its last slash", () => {
    const base = { ...roleUrls, ...ownerUrl };
    expect(loadWorkerConfig(base).publicUrl).toBe("http://127.0.0.1:3000");
    expect(loadWorkerConfig({ ...base, GLORIA_HOST: "::1", GLORIA_PORT: "81" }).publicUrl).toBe("http://[::1]:81");
    expect(loadWorkerConfig({ ...base, GLORIA_URL: "https://sekolah.example/" }).publicUrl).toBe(
      "https://sekolah.example",
    );
  });

  it("refuses a Resend address without a key", () => {
    const env = { ...roleUrls, ...ownerUrl, RESEND_BASE_URL: "http://127.0.0.1:9" };
    expect(configErrorOf(() => loadWorkerConfig(env)).problems.map(({ name }) => name)).toEqual(["RESEND_API_KEY"]);
    expect(loadWorkerConfig({ ...env, RESEND_API_KEY: "re_1" }).resend).toEqual({
      apiKey: "re_1",
      baseUrl: "http://127.0.0.1:9",
    });
  });
});

describe("loadLauncherConfig and loadCliConfig", () => {
  it("start on an empty environment with the embedded database", () => {
    expect(loadLauncherConfig({})).toMatchObject({ database: null, seed: "demo", port: 3000, portIsExplicit: false });
    expect(loadCliConfig({})).toMatchObject({ database: null, seed: "demo" });
  });

  it("speak English to a person whose locale says so, else Indonesian", () => {
    const localeOf = (environment: Record<string, string>) => loadCliConfig(environment).locale;
    expect([localeOf({}), localeOf({ LANG: "C.UTF-8" }), localeOf({ LANG: "de_DE.UTF-8" })]).toEqual([
      "id",
      "id",
      "id",
    ]);
    expect([localeOf({ LANG: "en_US.UTF-8" }), localeOf({ LANG: "en" })]).toEqual(["en", "en"]);
    expect(localeOf({ LANG: "en_US.UTF-8", LC_ALL: "id_ID.UTF-8" })).toBe("id");
  });

  it("know a port that was asked for from the default", () => {
    expect(loadLauncherConfig({ GLORIA_PORT: "3000" }).portIsExplicit).toBe(true);
  });

  it("take a database of one's own, with or without its roles, but not half of them", () => {
    expect(loadCliConfig(ownerUrl).database).toEqual({ ownerUrl: ownerUrl.DATABASE_URL, roles: null });
    expect(loadCliConfig({ ...ownerUrl, ...roleUrls }).database?.roles).toEqual({
      appUrl: roleUrls.DATABASE_APP_URL,
      systemUrl: roleUrls.DATABASE_SYSTEM_URL,
      queueUrl: roleUrls.DATABASE_QUEUE_URL,
    });
    const half = { DATABASE_APP_URL: roleUrls.DATABASE_APP_URL };
    expect(configErrorOf(() => loadLauncherConfig(half)).problems.map(({ name }) => name)).toEqual([
      "DATABASE_URL",
      "DATABASE_SYSTEM_URL",
      "DATABASE_QUEUE_URL",
    ]);
  });

  it("fail on what the api or the worker would fail on", () => {
    const bad = { CLERK_API_URL: "clerk.local", RESEND_BASE_URL: "x", GLORIA_METRICS_PORT: "0" };
    expect(
      configErrorOf(() => loadLauncherConfig(bad))
        .problems.map(({ name }) => name)
        .sort(),
    ).toEqual([
      "CLERK_API_URL",
      "CLERK_JWT_KEY",
      "CLERK_PUBLISHABLE_KEY",
      "CLERK_SECRET_KEY",
      "GLORIA_METRICS_PORT",
      "RESEND_API_KEY",
      "RESEND_BASE_URL",
    ]);
  });
});
