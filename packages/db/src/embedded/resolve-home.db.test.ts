import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { silentLogger } from "@gloria/core";
import { afterEach, describe, expect, it, vi } from "vitest";
import { findBarrier, resolveHome } from "./resolve-home.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./start-embedded-postgres.ts";

// initdb takes seconds on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const isRoot = process.getuid?.() === 0;
const folders: string[] = [];
let server: EmbeddedPostgres | null = null;

afterEach(async () => {
  await server?.stop();
  server = null;
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true, force: true });
  }
});

function newFolder(mode: number): string {
  const folder = mkdtempSync(join(tmpdir(), "gloria-home-"));
  chmodSync(folder, mode);
  folders.push(folder);
  return folder;
}

describe("resolveHome", () => {
  it.runIf(isRoot)("moves a home behind a 0700 folder to a place of its own, always the same", () => {
    const closed = newFolder(0o700);
    const root = newFolder(0o755);
    const wanted = join(closed, "clone", ".gloria");
    const first = resolveHome(wanted, root);
    expect(first.home.startsWith(join(root, "clone-"))).toBe(true);
    expect(first.movedBecause).toContain(closed);
    expect(resolveHome(wanted, root)).toEqual(first);
    expect(resolveHome(join(closed, "other", ".gloria"), root).home).not.toBe(first.home);
    expect(statSync(first.home).mode & 0o777).toBe(0o711);
  });

  it.runIf(isRoot)("moves a home that is itself 0700 and does not change its rights", () => {
    const wanted = newFolder(0o700);
    const { home, movedBecause } = resolveHome(wanted, newFolder(0o755));
    expect(home).not.toBe(wanted);
    expect(movedBecause).toContain(wanted);
    expect(statSync(wanted).mode & 0o777).toBe(0o700);
  });

  it.runIf(isRoot)("runs a server for a 0700 home", async () => {
    const wanted = join(newFolder(0o700), ".gloria");
    server = await startEmbeddedPostgres({ home: wanted, logger: silentLogger, durable: false });
    folders.push(server.home);
    expect(server.home.startsWith("/var/lib/gloria/")).toBe(true);
    expect(statSync(server.dataDir).uid).not.toBe(0);
  });

  it("uses the wanted folder when it can be reached, and makes it whatever the umask", () => {
    const wanted = join(newFolder(0o755), "deep", ".gloria");
    const umask = process.umask(0o077);
    try {
      expect(resolveHome(wanted)).toEqual({ home: wanted, movedBecause: null });
    } finally {
      process.umask(umask);
    }
    expect(statSync(wanted).mode & 0o777).toBe(isRoot ? 0o711 : 0o700);
    expect(resolveHome(wanted)).toEqual({ home: wanted, movedBecause: null });
  });

  it.skipIf(isRoot)("does not move an ordinary user's 0700 home", () => {
    const wanted = newFolder(0o700);
    expect(resolveHome(wanted)).toEqual({ home: wanted, movedBecause: null });
  });

  it("says what to do when the folder cannot be made", () => {
    expect(() => resolveHome("/dev/null/.gloria")).toThrowError(/GLORIA_HOME/);
  });
});

describe("findBarrier", () => {
  it("judges by owner, group and others in that order", () => {
    const folder = newFolder(0o751);
    const { uid, gid } = statSync(folder);
    const inner = join(folder, "inner");
    mkdirSync(inner);
    expect(findBarrier(inner, { uid, gid: gid + 1 })).toBeNull();
    expect(findBarrier(inner, { uid: uid + 1, gid: gid + 1 })).toBeNull();
    chmodSync(folder, 0o610);
    expect(findBarrier(inner, { uid, gid })).toBe(folder);
    expect(findBarrier(inner, { uid: uid + 1, gid })).toBeNull();
    expect(findBarrier(inner, { uid: uid + 1, gid: gid + 1 })).toBe(folder);
    chmodSync(folder, 0o700);
  });
});
