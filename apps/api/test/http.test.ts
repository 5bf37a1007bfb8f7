import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testDatabase } from "@gloria/testkit";
import { afterAll, describe, expect, it } from "vitest";
import { apiHouse } from "./support/api-house.ts";

const database = testDatabase();
const adminDir = mkdtempSync(join(tmpdir(), "gloria-admin-"));
mkdirSync(join(adminDir, "assets"));
writeFileSync(join(adminDir, "index.html"), "<!doctype html><title>Gloria</title>");
writeFileSync(join(adminDir, "assets", "app-1a2b.js"), "export {}");
afterAll(() => rmSync(adminDir, { recursive: true, force: true }));

const house = apiHouse(
  database,
  { adminDir, publicUrl: "https://gloria.example", metrics: { port: null, token: "count-me" } },
  "https://gloria.example",
);

describe("every answer", () => {
  it("carries a request id of its own and the security headers", async () => {
    const ids = new Set<string>();
    for (const path of ["/health/live", "/users", "/unheard-of", "./docs", "./", "./trpc/users.me"]) {
      const { headers } = await house.call("GET", path);
      ids.add(headers.get("x-request-id") ?? "");
      expect(headers.get("x-content-type-options"), path).toBe("nosniff");
      expect(headers.get("x-frame-options"), path).toBe("DENY");
      expect(headers.get("referrer-policy"), path).toBe("no-referrer");
      expect(headers.get("strict-transport-security"), path).toContain("max-age=31536000");
      expect(headers.get("x-powered-by")).toBeNull();
    }
    expect(ids.has("")).toBe(false);
    expect(ids.size).toBe(6);
  });

  it("is told to no foreign origin, and to our own", async () => {
    const preflight = (origin: string) =>
      house.fetch("/api/v1/users", {
        method: "OPTIONS",
        headers: {
          origin,
          "access-control-request-method": "PATCH",
          "access-control-request-headers": "authorization,idempotency-key",
        },
      });
    const own = await preflight("https://gloria.example");
    expect(own.headers.get("access-control-allow-origin")).toBe("https://gloria.example");
    expect(own.headers.get("access-control-allow-headers")).toContain("idempotency-key");
    expect(own.headers.get("access-control-allow-credentials")).toBeNull();
    const foreign = await preflight("https://evil.example");
    expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
    const simple = await house.fetch("/api/v1/health/live", { headers: { origin: "null" } });
    expect(simple.headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("what is not there", () => {
  it("is a problem, below /api also for the admin app's sake", async () => {
    for (const [method, path] of [
      ["GET", "/unheard-of"],
      ["POST", "/unheard-of"],
      ["GET", "/users/x/y/z"],
      ["GET", "./api/v2/users"],
      ["POST", "./somewhere"],
    ] as const) {
      const answer = await house.call(method, path);
      expect(answer.status, `${method} ${path}`).toBe(404);
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
      expect(answer.body.code).toBe("request.not_found");
    }
  });

  it("is told by name where only the method is wrong", async () => {
    for (const [method, path, allow] of [
      ["PUT", "/users", "GET, POST"],
      ["DELETE", "/users", "GET, POST"],
      ["POST", "/users/stats", "GET"],
    ] as const) {
      const answer = await house.call(method, path);
      expect([answer.status, answer.body.code], `${method} ${path}`).toEqual([405, "request.method_not_allowed"]);
      expect(answer.headers.get("allow")?.split(", ").sort().join(", ")).toBe(allow);
    }
  });
});

describe("the host", () => {
  it("must be a loopback name while the local issuer signs", async () => {
    for (const host of ["localhost", "localhost:3000", "127.0.0.1:80", "[::1]:3000"]) {
      expect((await house.call("GET", "/health/live", { headers: { host } })).status, host).toBe(200);
    }
    for (const host of [
      "gloria.example",
      "localhost.evil.example",
      "127.0.0.1.nip.io",
      "192.168.1.7",
      "evil.example:3000",
    ]) {
      for (const path of ["/health/live", "/auth/login", "./", "./docs", "./trpc/users.me"]) {
        expect((await house.call("GET", path, { headers: { host } })).body, `${host} ${path}`).toMatchObject({
          status: 403,
          code: "auth.host_not_loopback",
        });
      }
    }
  });
});

describe("documentation", () => {
  it("works without internet", async () => {
    const document = await house.call("GET", "/openapi.json");
    expect(document.body.openapi).toBe("3.1.0");
    const page = await house.call("GET", "./docs");
    const referred = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? "");
    expect(referred.length).toBeGreaterThan(2);
    for (const address of referred) {
      expect(address.startsWith("/docs/")).toBe(true);
      expect((await house.call("GET", `.${address}`)).status, address).toBe(200);
    }
    expect(page.headers.get("content-security-policy")).toContain("default-src 'self'");
    expect((await house.call("GET", "./docs/start.js")).text).toContain("/api/v1/openapi.json");
    expect((await house.call("GET", "./docs/..%2fpackage.json")).text).not.toContain("swagger-ui-dist");
  });
});

describe("the admin app", () => {
  it("is served: files for ever, any other address its page, and nothing outside its folder", async () => {
    const page = await house.call("GET", "./users/0197f000");
    expect(page.text).toContain("<title>Gloria");
    expect(page.headers.get("content-security-policy")).toContain("object-src 'none'");
    const file = await house.call("GET", "./assets/app-1a2b.js");
    expect(file.headers.get("cache-control")).toContain("immutable");
    const again = await house.call("GET", "./assets/app-1a2b.js", {
      headers: { "if-none-match": file.headers.get("etag") ?? "" },
    });
    expect(again.status).toBe(304);
    for (const path of [
      "./../../etc/passwd.txt",
      "./%2e%2e/%2e%2e/etc/hosts.txt",
      "./assets/..%2f..%2fpackage.json",
      "./assets/none.js",
      "./%00.js",
    ]) {
      const answer = await house.call("GET", path);
      expect(answer.status, path).toBe(404);
    }
  });
});

describe("health", () => {
  it("says alive, ready, and how", async () => {
    expect((await house.call("GET", "/health/live")).body).toEqual({ status: "ok" });
    expect((await house.call("GET", "/health/ready")).body).toEqual({ status: "ok" });
    const whole = await house.call("GET", "/health");
    expect(whole.body).toMatchObject({ status: "ok", checks: [{ name: "database", ok: true }] });
  });
});

describe("metrics", () => {
  it("are for who has the token", async () => {
    expect((await house.call("GET", "./metrics")).status).toBe(401);
    expect((await house.call("GET", "./metrics", { token: "count-mf" })).status).toBe(401);
    await house.call("GET", "/users");
    const answer = await house.call("GET", "./metrics", { token: "count-me" });
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(/gloria_procedure_total\{procedure="users.list",outcome="auth.unauthenticated"\} \d/);
    expect(answer.text).toContain("gloria_process_resident_memory_bytes");
    for (const name of [
      'cache_total{outcome="hit"}',
      'cache_total{outcome="miss"}',
      "cache_entries",
      "cache_age_seconds",
    ]) {
      expect(answer.text).toContain(`\ngloria_permission_${name} `);
    }
    expect(answer.text).toContain('\ngloria_permission_redis_total{outcome="hit"} 0');
  });
});
