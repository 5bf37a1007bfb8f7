import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { dataDirOf, identifyProcess, isStillAlive, stopServer } from "@gloria/db";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { buildLauncher, makeStandInClone, repository } from "./launch.fixture.ts";

// Each test starts a real server, on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

interface Told {
  readonly pid: number;
  readonly env: Readonly<Record<string, string>>;
}

interface Launcher {
  readonly process: ChildProcess;
  output(): string;
  /** Waits until the output matches, and returns the match. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  exitCode(): Promise<number | null>;
}

const launchers: ChildProcess[] = [];
const squatters: Server[] = [];
let bundleFolder = "";
let root = "";
let home = "";

beforeAll(() => {
  bundleFolder = buildLauncher();
});

afterAll(() => {
  rmSync(bundleFolder, { recursive: true, force: true });
});

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "gloria-launch-"));
  chmodSync(root, 0o755);
  home = join(root, ".gloria");
  makeStandInClone(root);
});

afterEach(async () => {
  for (const squatter of squatters.splice(0)) {
    squatter.close();
  }
  for (const child of launchers.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    }
  }
  if (existsSync(home)) {
    await stopServer(dataDirOf(home));
  }
  rmSync(root, { recursive: true, force: true });
});

function start(env: NodeJS.ProcessEnv = {}, options = "reset: false, assumeYes: false"): Launcher {
  const program = `
    import { launch } from ${JSON.stringify(pathToFileURL(join(bundleFolder, "main.js")).href)};
    import { runMain } from ${JSON.stringify(pathToFileURL(join(repository, "scripts/lib/failure.mjs")).href)};
    await runMain(() => launch({ root: ${JSON.stringify(root)}, startedAtMs: Date.now(), ${options} }));`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    env: { PATH: process.env["PATH"], GLORIA_HOME: home, GLORIA_PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  launchers.push(child);
  let output = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      for (const listener of listeners) {
        listener();
      }
    });
  }
  const closed = once(child, "close");
  return {
    process: child,
    output: () => output,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(output);
          if (match !== null) {
            listeners.delete(look);
            resolve(match);
          }
        };
        listeners.add(look);
        void closed.then(() => reject(new Error(`ended without saying ${pattern}:\n${output}`)));
        look();
      }),
    async exitCode() {
      await closed;
      return child.exitCode;
    },
  };
}

async function ready(launcher: Launcher): Promise<string> {
  await launcher.said(/Ctrl-C stops everything/);
  return (await launcher.said(/(http:\S+) +the admin app/))[1] ?? "";
}

async function ask(url: string): Promise<Told> {
  const response = await fetch(url);
  return (await response.json()) as Told;
}

function workerSays(): Told {
  return JSON.parse(readFileSync(join(home, "worker.json"), "utf8")) as Told;
}

function postmaster(): number {
  return Number(readFileSync(join(dataDirOf(home), "postmaster.pid"), "utf8").split("\n")[0]);
}

async function squat(port: number): Promise<number> {
  const server = createServer().listen(port, "127.0.0.1");
  squatters.push(server);
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

describe("launch", () => {
  it("brings everything up, gives each process what it needs and no more, and leaves nothing behind", async () => {
    const launcher = start();
    const url = await ready(launcher);
    const told = await ask(url);
    const atWork = [told.pid, workerSays().pid, postmaster()].map(identifyProcess);
    expect(atWork.every(isStillAlive)).toBe(true);
    expect(launcher.output()).toContain("migrations");
    expect(readFileSync(join(home, "seeded"), "utf8")).toBe("seed demo\n");

    for (const name of ["DATABASE_APP_URL", "DATABASE_SYSTEM_URL", "DATABASE_QUEUE_URL"]) {
      expect(new URL(told.env[name] ?? "").username).toBe(`gloria_gloria_${name.split("_")[1]?.toLowerCase()}`);
    }
    expect(told.env["DATABASE_URL"]).toBeUndefined();
    expect(new URL(workerSays().env["DATABASE_URL"] ?? "").username).toBe("gloria");
    expect(workerSays().env["GLORIA_URL"]).toBe(url);
    expect(told.env["GLORIA_HOME"]).toBe(home);

    launcher.process.kill("SIGINT");
    expect(await launcher.exitCode()).toBe(0);
    expect(atWork.some(isStillAlive)).toBe(false);
    expect(existsSync(join(home, "launcher.lock"))).toBe(false);
    expect(existsSync(join(home, "children.json"))).toBe(false);
  });

  it("refuses a second start of the same home and says where the first one is", async () => {
    const first = start();
    const url = await ready(first);
    const second = start();
    expect(await second.exitCode()).toBe(1);
    expect(second.output()).toContain(`already runs here: ${url}`);
    expect((await ask(url)).pid).toBeGreaterThan(0);
  });

  it("comes back after kill -9 of the launcher: its children end, its database is attached to", async () => {
    const first = start();
    const url = await ready(first);
    const children = [(await ask(url)).pid, workerSays().pid].map(identifyProcess);
    const server = postmaster();
    first.process.kill("SIGKILL");
    await first.exitCode();

    const second = start();
    await ready(second);
    expect(children.some(isStillAlive)).toBe(false);
    expect(second.output()).toContain("attached to the running PostgreSQL");
    expect(postmaster()).toBe(server);
    second.process.kill("SIGTERM");
    expect(await second.exitCode()).toBe(0);
    expect(isStillAlive(identifyProcess(server))).toBe(false);
  });

  it("starts a crashed api and a killed worker again, the api at the same address", async () => {
    const launcher = start();
    const url = await ready(launcher);
    const before = (await ask(url)).pid;
    await expect(fetch(`${url}/crash`)).rejects.toThrow();
    await launcher.said(/The api ended with exit code 3/);
    await launcher.said(/The api runs again/);
    expect((await ask(url)).pid).not.toBe(before);

    process.kill(workerSays().pid, "SIGKILL");
    await launcher.said(/The worker ended with SIGKILL/);
    await launcher.said(/The worker runs again/);
  });

  it("starts the database again after kill -9 of the postmaster", async () => {
    const launcher = start();
    await ready(launcher);
    const before = postmaster();
    process.kill(before, "SIGKILL");
    await launcher.said(/The database runs again/);
    expect(postmaster()).not.toBe(before);
    launcher.process.kill("SIGINT");
    expect(await launcher.exitCode()).toBe(0);
  });

  it("fails on a taken port that was asked for, before it starts anything", async () => {
    const port = await squat(0);
    const launcher = start({ GLORIA_PORT: String(port) });
    expect(await launcher.exitCode()).toBe(1);
    expect(launcher.output()).toMatch(
      new RegExp(`cannot listen on port ${port}[\\s\\S]*Why: Another program[\\s\\S]*What to do`),
    );
    expect(existsSync(dataDirOf(home))).toBe(false);
  });

  it("says why the api does not start, and stops the rest", async () => {
    const launcher = start({ TEST_API_FAILS: "1" });
    expect(await launcher.exitCode()).toBe(1);
    expect(launcher.output()).toContain("the api has no wish to start");
    expect(launcher.output()).toMatch(/The api does not start\.[\s\S]*exit code 7/);
    expect(existsSync(join(dataDirOf(home), "postmaster.pid"))).toBe(false);
  });

  it("says what a failed seed said", async () => {
    const launcher = start({ TEST_SEED_FAILS: "1" });
    expect(await launcher.exitCode()).toBe(1);
    expect(launcher.output()).toContain("the seed is rotten");
  });

  it("ends everything at once at the second signal", async () => {
    const launcher = start({ TEST_API_HANGS: "1" });
    const { pid } = await ask(await ready(launcher));
    const apiProcess = identifyProcess(pid);
    launcher.process.kill("SIGINT");
    await launcher.said(/once more Ctrl-C/);
    expect(isStillAlive(apiProcess)).toBe(true);
    launcher.process.kill("SIGINT");
    expect(await launcher.exitCode()).toBe(0);
    expect(isStillAlive(apiProcess)).toBe(false);
    expect(existsSync(join(dataDirOf(home), "postmaster.pid"))).toBe(false);
  });

  it("names all wrong settings before it starts anything", async () => {
    const launcher = start({ GLORIA_SEED: "lots", REDIS_URL: "nowhere", DATABASE_URL: "mysql://x" });
    expect(await launcher.exitCode()).toBe(1);
    for (const name of ["GLORIA_SEED", "REDIS_URL", "DATABASE_URL"]) {
      expect(launcher.output()).toContain(name);
    }
    expect(existsSync(home)).toBe(false);
  });

  it("removes the database with reset, and only when it may", async () => {
    const first = start({ GLORIA_SEED: "none" });
    await ready(first);
    expect(existsSync(join(home, "seeded"))).toBe(false);
    first.process.kill("SIGINT");
    await first.exitCode();
    const before = readFileSync(join(home, "postgres", "password"), "utf8");

    const unasked = start({}, "reset: true, assumeYes: false");
    expect(await unasked.exitCode()).toBe(1);
    expect(unasked.output()).toContain("no terminal to ask on");
    expect(readFileSync(join(home, "postgres", "password"), "utf8")).toBe(before);

    await ready(start({}, "reset: true, assumeYes: true"));
    expect(readFileSync(join(home, "postgres", "password"), "utf8")).not.toBe(before);
  });
});
