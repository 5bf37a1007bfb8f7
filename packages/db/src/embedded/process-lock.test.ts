import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isProcessAlive, processStartToken } from "./process-identity.ts";
import { acquireProcessLock, findProcessLockHolder } from "./process-lock.ts";

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gloria-lock-"));
  path = join(folder, "test.lock");
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function take(note = "") {
  const result = acquireProcessLock(path, note);
  if (result.taken) {
    throw new Error(`taken by ${result.holder.pid}`);
  }
  return result.lock;
}

describe("acquireProcessLock", () => {
  it("is held once, names its holder and note, and can be taken again after release", () => {
    const lock = take("first");
    expect(acquireProcessLock(path)).toEqual({
      taken: true,
      holder: { pid: process.pid, startToken: processStartToken(process.pid), note: "first" },
    });
    lock.describe("http://127.0.0.1:3000");
    expect(findProcessLockHolder(path)?.note).toBe("http://127.0.0.1:3000");
    lock.release();
    expect(findProcessLockHolder(path)).toBeNull();
    take().release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("takes over the lock of a process that is gone", async () => {
    const child = spawn("sleep", ["600"]);
    await once(child, "spawn");
    const pid = child.pid ?? 0;
    writeFileSync(path, JSON.stringify({ pid, startToken: processStartToken(pid), note: "" }));
    expect(acquireProcessLock(path).taken).toBe(true);
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
    take().release();
  });

  it("takes over a lock whose pid was given to another process", () => {
    writeFileSync(path, JSON.stringify({ pid: process.pid, startToken: "an earlier one", note: "" }));
    take().release();
  });

  it.each(["", "{", "null", '{"pid":"1"}', "[]"])("takes over a lock file that says nothing: %j", (text) => {
    writeFileSync(path, text);
    take().release();
  });
});

describe.runIf(process.platform === "linux")("isProcessAlive", () => {
  it("does not count a zombie", async () => {
    // The shell starts a child that outlives it, then becomes a program that never waits for it.
    const parent = spawn("sh", ["-c", "sleep 0.5 & echo $!; exec sleep 600"], { stdio: ["ignore", "pipe", "ignore"] });
    const printed: unknown[] = await once(parent.stdout, "data");
    const zombie = Number(String(printed[0]));
    try {
      await expect.poll(() => isProcessAlive(zombie), { interval: 5, timeout: 10_000 }).toBe(false);
      expect(() => process.kill(zombie, 0)).not.toThrow();
      expect(isProcessAlive(parent.pid ?? 0)).toBe(true);
    } finally {
      parent.kill("SIGKILL");
    }
  });
});
