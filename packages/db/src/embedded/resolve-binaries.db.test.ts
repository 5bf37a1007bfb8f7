import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { silentLogger } from "@gloria/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { repairSymlinks, resolveBinaries } from "./resolve-binaries.ts";
import { chooseServerUser } from "./server-user.ts";
import { startEmbeddedPostgres } from "./start-embedded-postgres.ts";

// initdb takes seconds on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const isRoot = process.getuid?.() === 0;
const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
const original = dirname(dirname(createRequire(import.meta.url).resolve(packageName)));

let root: string;
let packageFolder: string;
let resolveFrom: string;

/** A project of its own with a copy of the platform package, as a package manager that blocks postinstall leaves it. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "gloria-binaries-"));
  chmodSync(root, 0o755);
  packageFolder = join(root, "project", "node_modules", packageName);
  resolveFrom = join(root, "project", "index.js");
  mkdirSync(dirname(packageFolder), { recursive: true });
  cpSync(original, packageFolder, { recursive: true, verbatimSymlinks: true });
  for (const link of linksOf(packageFolder)) {
    unlinkSync(link);
  }
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function linksOf(folder: string): string[] {
  const list: { target: string }[] = JSON.parse(readFileSync(join(folder, "native", "pg-symlinks.json"), "utf8"));
  return list.map(({ target }) => join(folder, target));
}

function user() {
  return chooseServerUser(join(root, "no-data-yet"));
}

describe.runIf(process.platform === "linux")("resolveBinaries", () => {
  it("makes the library links that a blocked postinstall left out", () => {
    expect(linksOf(packageFolder).some((link) => existsSync(link))).toBe(false);
    const broken = spawnSync(join(packageFolder, "native", "bin", "initdb"), ["--version"], { encoding: "utf8" });
    expect(broken.status).not.toBe(0);

    const binaries = resolveBinaries({ resolveFrom, copyRoot: join(root, "copies"), user: user() });
    expect(binaries.postgres.startsWith(packageFolder)).toBe(true);
    expect(binaries.major).toBe("18");
    expect(linksOf(packageFolder).every((link) => existsSync(link))).toBe(true);
    expect(spawnSync(binaries.initdb, ["--version"]).status).toBe(0);
    expect(repairSymlinks(packageFolder)).toBe(true);
  });

  it.runIf(isRoot)("copies the programs where the server's account can run them", async () => {
    chmodSync(join(root, "project"), 0o700);
    const copyRoot = join(root, "copies");
    const binaries = resolveBinaries({ resolveFrom, copyRoot, user: user() });
    expect(binaries.postgres.startsWith(copyRoot)).toBe(true);
    const copiedAt = statSync(binaries.postgres).mtimeMs;
    expect(statSync(resolveBinaries({ resolveFrom, copyRoot, user: user() }).postgres).mtimeMs).toBe(copiedAt);

    const home = join(root, "home");
    const server = await startEmbeddedPostgres({ home, logger: silentLogger, durable: false, resolveFrom });
    await server.stop();
    expect(existsSync(join(home, "postgres", "programs"))).toBe(true);
  });

  it("says what to do when the platform package is not there", () => {
    const own = Object.getOwnPropertyDescriptor(process, "arch");
    Object.defineProperty(process, "arch", { ...own, value: "vax" });
    try {
      expect(() => resolveBinaries({ resolveFrom, copyRoot: join(root, "copies"), user: null })).toThrowError(
        /-vax cannot be found.*DATABASE_URL/,
      );
    } finally {
      Object.defineProperty(process, "arch", own ?? {});
    }
  });
});
