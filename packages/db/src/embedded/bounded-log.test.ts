import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readLogTail, trimLog } from "./bounded-log.ts";

let folder: string;
let log: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gloria-log-"));
  log = join(folder, "server.log");
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("trimLog", () => {
  it("moves a log over the limit aside and leaves one below it alone", () => {
    trimLog(log, 10);
    writeFileSync(log, "0123456789");
    trimLog(log, 10);
    expect(existsSync(`${log}.1`)).toBe(false);
    appendFileSync(log, "x");
    trimLog(log, 10);
    expect(readFileSync(`${log}.1`, "utf8")).toBe("0123456789x");
    expect(readFileSync(log, "utf8")).toBe("");
  });
});

describe("readLogTail", () => {
  it("gives the last lines since an offset", () => {
    writeFileSync(log, "old\n");
    appendFileSync(log, "one\ntwo\nthree\n");
    expect(readLogTail(log, 4, 2)).toBe("two\nthree");
    expect(readLogTail(log, 4)).toBe("one\ntwo\nthree");
    expect(readLogTail(log, 18)).toBe("");
    expect(readLogTail(join(folder, "none"), 0)).toBe("");
  });
});
