import { defineConfig } from "vitest/config";

const database = { globalSetup: ["packages/testkit/src/global-setup.ts"], testTimeout: 30_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // By itself vitest leaves a core idle, which on two is half the machine; much of a test is waiting for Postgres.
    maxWorkers: "100%",
    // A worker loads the product once, not once a file, which took longer than the tests of most files: a file leaves
    // nothing behind in modules, timers or the environment. What a file keeps is in a database of its own.
    isolate: false,
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "packages/*/src/**/*.test.{ts,tsx}",
            "apps/*/src/**/*.test.{ts,tsx}",
            "scripts/**/*.test.ts",
            "tooling/**/*.test.ts",
          ],
          exclude: ["**/*.db.test.ts", "**/node_modules/**", "**/dist/**"],
          testTimeout: 30_000,
        },
      },
      { test: { name: "db", include: ["packages/*/src/**/*.db.test.ts", "scripts/src/**/*.db.test.ts"], ...database } },
      { test: { name: "api", include: ["apps/{api,worker,cli}/test/**/*.test.ts"], ...database } },
    ],
    coverage: {
      provider: "v8",
      include: ["packages/*/src/**"],
      exclude: ["**/*.test.*", "packages/testkit/**", "packages/db/src/schema/**", "**/*.fixture.ts"],
      reporter: ["text-summary", "json-summary"],
      // Of all projects together, as npm test runs them. The globs are the pure cores.
      thresholds: {
        lines: 80,
        "packages/permissions/src/{access,allow-probes,answer,compile-facts,decide,delegation,effective,explain,explain-candidate,filter-for,guardrail-set,guardrail-status,near-misses,place-need,question,refused-outright,row-filter,rule-chain,rule-status,scope-match,trace}.ts":
          { branches: 95 },
        "packages/services/src/notifications/policy/*.ts": { branches: 95 },
        "packages/services/src/platform/{audit/diff-entity,paging/cursor}.ts": { branches: 95 },
        "packages/services/src/onboarding/imports/mapping/*.ts": { branches: 95 },
        "packages/services/src/workflows/engine/{check-definition,expressions}/*.ts": { branches: 95 },
      },
    },
  },
});
