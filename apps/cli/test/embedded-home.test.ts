import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { silentLogger } from "@gloria/core";
import { resolveHome, startEmbeddedPostgres } from "@gloria/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runGloria } from "./run-gloria.ts";

let folder: string;
let environment: Record<string, string>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gloria-cli-"));
  environment = { GLORIA_HOME: join(folder, "home") };
});
afterAll(() => {
  rmSync(resolveHome(join(folder, "home")).home, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

const start = () => startEmbeddedPostgres({ home: join(folder, "home"), logger: silentLogger, durable: false });

it("works on the embedded database of its home: starts and stops it, or leaves a running one alone", async () => {
  const empty = await runGloria(environment, "doctor");
  expect(empty).toMatchObject({ code: 3, out: expect.stringContaining("no database") });
  expect((await runGloria(environment, "tenant", "list")).err).toContain("no database");

  expect(await runGloria(environment, "db", "migrate")).toMatchObject({ code: 0, err: "" });
  expect((await runGloria(environment, "tenant", "list")).code).toBe(0);

  const server = await start();
  try {
    expect(server.attached).toBe(false);
    expect((await runGloria(environment, "tenant", "create", "--code", "satu", "--name", "Satu")).code).toBe(0);
    expect(server.isRunning()).toBe(true);
    const { code, out } = await runGloria(environment, "doctor");
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining(`port ${server.port}, running`) });
  } finally {
    await server.stop();
  }
}, 60_000);
