import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { silentLogger } from "@gloria/core";
import postgres from "postgres";
import { afterEach, describe, expect, it, vi } from "vitest";
import { clearLeftovers } from "./find-running-server.ts";
import { isProcessAlive, listServerProcesses } from "./process-identity.ts";
import { dataDirOf } from "./resolve-home.ts";
import { startEmbeddedPostgres } from "./start-embedded-postgres.ts";
import { stopServer } from "./stop-server.ts";

// initdb takes seconds on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const isRoot = process.getuid?.() === 0;
const folders: string[] = [];
const children: ChildProcess[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    }
  }
  for (const folder of folders.splice(0)) {
    await stopServer(dataDirOf(folder));
    await clearLeftovers(dataDirOf(folder));
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A folder that is stopped and removed after the test. */
function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), "gloria-embedded-"));
  if (isRoot) {
    chmodSync(home, 0o711);
  }
  folders.push(home);
  return home;
}

function start(home: string) {
  return startEmbeddedPostgres({ home, logger: silentLogger, durable: false });
}

async function query(url: string, text: string): Promise<unknown> {
  const sql = postgres(url, { max: 1, onnotice() {} });
  try {
    return Object.values((await sql.unsafe(text))[0] ?? {})[0];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function spawnChild(program: string, args: readonly string[]): ChildProcess {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  return child;
}

describe("startEmbeddedPostgres", () => {
  it("starts a server on loopback with scram, a private password and our settings, and stops it", async () => {
    const home = newHome();
    const server = await start(home);
    expect(server).toMatchObject({ attached: false, home, dataDir: dataDirOf(home) });
    expect(await query(server.url, "show listen_addresses")).toBe("127.0.0.1");
    expect(await query(server.url, "select current_database() || ' ' || current_user")).toBe("gloria gloria");
    expect(await query(server.url, "show jit")).toBe("off");
    expect(await query(server.url, "show fsync")).toBe("off");
    expect(await query(server.url, "show server_encoding")).toBe("UTF8");
    expect(
      await query(server.url, "select rolpassword like 'SCRAM-SHA-256$%' from pg_authid where rolname = 'gloria'"),
    ).toBe(true);
    expect(statSync(join(home, "postgres", "password")).mode & 0o777).toBe(0o600);
    const wrong = server.url.replace(/:[^:@]+@/, ":wrong@");
    await expect(query(wrong, "select 1")).rejects.toMatchObject({ code: "28P01" });

    await server.stop();
    expect(isProcessAlive(server.pid)).toBe(false);
    expect(listServerProcesses(server.dataDir)).toEqual([]);
    await server.stop();
  });

  it("attaches to the running server and keeps its data over a restart on the same port", async () => {
    const home = newHome();
    const first = await start(home);
    await query(first.url, "create table kept as select 41 as n");
    const second = await start(home);
    expect(second).toMatchObject({ attached: true, port: first.port, pid: first.pid, url: first.url });
    await second.stop();
    const third = await start(home);
    expect(third).toMatchObject({ attached: false, port: first.port });
    expect(await query(third.url, "select n from kept")).toBe(41);
  });

  it("gives two starts at the same moment one server", async () => {
    const home = newHome();
    const both = await Promise.all([start(home), start(home)]);
    expect(both.map(({ attached }) => attached).sort()).toEqual([false, true]);
    expect(both[0].pid).toBe(both[1].pid);
  });

  it("starts again after kill -9 of the postmaster", async () => {
    const home = newHome();
    const first = await start(home);
    await query(first.url, "create table kept as select 42 as n");
    await query(first.url, "checkpoint");
    process.kill(first.pid, "SIGKILL");
    const second = await start(home);
    expect(second.attached).toBe(false);
    expect(second.pid).not.toBe(first.pid);
    expect(await query(second.url, "select n from kept")).toBe(42);
  });

  it("ends the children of a killed postmaster that are too busy to notice", async () => {
    const home = newHome();
    const first = await start(home);
    const busy = postgres(first.url, { max: 1, onnotice() {} });
    const [row] = await busy<{ pid: number }[]>`select pg_backend_pid() as pid`;
    const backend = row?.pid ?? 0;
    // A stopped process stands for one that is deep in a computation: it cannot see that its parent is gone.
    process.kill(backend, "SIGSTOP");
    process.kill(first.pid, "SIGKILL");
    await clearLeftovers(first.dataDir, 300);
    expect(isProcessAlive(backend)).toBe(false);
    await busy.end({ timeout: 0 });
    expect((await start(home)).attached).toBe(false);
  });

  it("can be attached to after kill -9 of the process that launched it", async () => {
    const home = newHome();
    const module = pathToFileURL(join(import.meta.dirname, "start-embedded-postgres.ts")).href;
    const program = `
      import { startEmbeddedPostgres } from ${JSON.stringify(module)};
      const logger = { debug() {}, info() {}, warn() {}, error() {} };
      const { pid } = await startEmbeddedPostgres({ home: ${JSON.stringify(home)}, logger, durable: false });
      console.log(pid);
      setInterval(() => {}, 60_000);`;
    const launcher = spawnChild(process.execPath, [
      "--import",
      import.meta.resolve("tsx"),
      "--input-type=module",
      "-e",
      program,
    ]);
    const printed: unknown[] = launcher.stdout === null ? [] : await once(launcher.stdout, "data");
    const pid = Number(String(printed[0]));
    const ended = once(launcher, "exit");
    launcher.kill("SIGKILL");
    await ended;
    expect(await start(home)).toMatchObject({ attached: true, pid });
  });

  it("is not fooled by a stale postmaster.pid whose pid now belongs to a living stranger", async () => {
    const home = newHome();
    const first = await start(home);
    const pidFile = join(first.dataDir, "postmaster.pid");
    const text = readFileSync(pidFile, "utf8");
    process.kill(first.pid, "SIGKILL");
    await clearLeftovers(first.dataDir);
    const stranger = spawnChild("sleep", ["600"]);
    writeFileSync(pidFile, text.replace(/^\d+/, String(stranger.pid)));

    const second = await start(home);
    expect(second.attached).toBe(false);
    await second.stop();
    expect(stranger.exitCode).toBeNull();
    expect(isProcessAlive(stranger.pid ?? 0)).toBe(true);
  });

  it("takes another port when somebody has the stored one", async () => {
    const home = newHome();
    const first = await start(home);
    await first.stop();
    const squatter = createServer().listen(first.port, "127.0.0.1");
    await once(squatter, "listening");
    try {
      const second = await start(home);
      expect(second.port).not.toBe(first.port);
      expect(await query(second.url, "select 1")).toBe(1);
    } finally {
      squatter.close();
    }
  });

  it("keeps two homes apart, also when one is a copy with the other's pid file", async () => {
    const one = await start(newHome());
    const otherHome = newHome();
    const two = await start(otherHome);
    expect(two.port).not.toBe(one.port);
    await query(one.url, "create table only_here (n int)");
    expect(await query(two.url, "select to_regclass('only_here')")).toBeNull();
    await two.stop();
    writeFileSync(join(two.dataDir, "postmaster.pid"), readFileSync(join(one.dataDir, "postmaster.pid")));
    const again = await start(otherHome);
    expect(again).toMatchObject({ attached: false, dataDir: two.dataDir });
    await again.stop();
    expect(isProcessAlive(one.pid)).toBe(true);
  });

  it("begins again when a first start was killed in the middle of making the cluster", async () => {
    const home = newHome();
    const unfinished = join(home, "postgres", "data.new", "data");
    mkdirSync(unfinished, { recursive: true });
    if (isRoot) {
      chmodSync(join(home, "postgres"), 0o711);
    }
    writeFileSync(join(unfinished, "PG_VERSION"), "18\n");
    expect((await start(home)).attached).toBe(false);
    expect(existsSync(join(home, "postgres", "data.new"))).toBe(false);
  });

  it("says what to do when the stored password is lost or wrong", async () => {
    const home = newHome();
    const server = await start(home);
    const file = join(home, "postgres", "password");
    writeFileSync(file, "not-the-password\n");
    await expect(start(home)).rejects.toMatchObject({
      name: "EmbeddedPostgresError",
      what: expect.stringContaining("does not let us in"),
      fix: expect.stringContaining("password file"),
    });
    await server.stop();
    rmSync(file);
    await expect(start(home)).rejects.toMatchObject({ why: expect.stringContaining(file) });
  });

  it("says why the server does not start, in its own words", async () => {
    const failing = startEmbeddedPostgres({
      home: newHome(),
      logger: silentLogger,
      durable: false,
      settings: { shared_preload_libraries: "no_such_library" },
    });
    await expect(failing).rejects.toMatchObject({ why: expect.stringContaining("no_such_library") });
  });
});
