import { describe, expect, it } from "vitest";
import { parsePostmasterFile } from "./postmaster-file.ts";

const whole = "4711\n/srv/data\n1700000000\n43211\n\n127.0.0.1\n  1234567  32768\nready   \n";

describe("parsePostmasterFile", () => {
  it("reads pid, folder, port and state", () => {
    expect(parsePostmasterFile(whole)).toEqual({ pid: 4711, dataDir: "/srv/data", port: 43211, status: "ready" });
  });

  it("reads a file of a server that has only begun", () => {
    expect(parsePostmasterFile("4711\n/srv/data\n1700000000\n")).toEqual({
      pid: 4711,
      dataDir: "/srv/data",
      port: null,
      status: null,
    });
  });

  it("sees that a server is stopping", () => {
    expect(parsePostmasterFile(whole.replace("ready   ", "stopping"))?.status).toBe("stopping");
  });

  it.each(["", "\n", "abc\n/srv/data\n", "0\n/srv/data\n", "-5\n/srv/data\n", "4711\n", "4711\n  \n"])(
    "refuses a file that names no server: %j",
    (text) => {
      expect(parsePostmasterFile(text)).toBeNull();
    },
  );

  it.each(["0", "65536", "x", ""])("does not take %j as a port", (port) => {
    expect(parsePostmasterFile(whole.replace("43211", port))?.port).toBeNull();
  });
});
