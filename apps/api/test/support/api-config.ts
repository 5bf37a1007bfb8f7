import { type ApiConfig, loadApiConfig } from "@gloria/config";
import type { TestDatabase } from "@gloria/testkit";

/** The environment of an api process over a test database, on any free port of the loopback address. */
export function apiEnvironment(database: TestDatabase, home: string): Record<string, string> {
  return {
    NODE_ENV: "test",
    GLORIA_LOG: "error",
    GLORIA_HOME: home,
    GLORIA_HOST: "127.0.0.1",
    GLORIA_PORT: "0",
    DATABASE_APP_URL: database.urls.app,
    DATABASE_SYSTEM_URL: database.urls.system,
    DATABASE_QUEUE_URL: database.urls.queue,
  };
}

/** The settings of an api over a test database, with what the test wants otherwise. */
export function apiConfig(database: TestDatabase, home: string, more: Partial<ApiConfig> = {}): ApiConfig {
  return { ...loadApiConfig(apiEnvironment(database, home)), ...more };
}
