import { defineConfig } from "@playwright/test";

const program = process.env["GLORIA_TEST_CHROMIUM"];

export default defineConfig({
  testDir: "e2e",
  outputDir: "../../test-results/admin",
  globalSetup: "./e2e/start-gloria.ts",
  // One database and one worker process for all: files run side by side, the tests of a file in order.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    locale: "id-ID",
    timezoneId: "Asia/Jakarta",
    viewport: { width: 1280, height: 860 },
    contextOptions: { reducedMotion: "reduce" },
    trace: "retain-on-failure",
    launchOptions: {
      ...(program ? { executablePath: program } : {}),
      args: [
        // Chromium refuses its sandbox to root.
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        // No look-ups of its own: the tests run without the internet.
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
