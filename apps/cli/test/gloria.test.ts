import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateKeyRing } from "@gloria/core";
import { testDatabase } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { runGloria } from "./run-gloria.ts";

const database = testDatabase();
let environment: Record<string, string>;

beforeAll(() => {
  environment = {
    DATABASE_URL: database.urls.owner,
    DATABASE_APP_URL: database.urls.app,
    DATABASE_SYSTEM_URL: database.urls.system,
    DATABASE_QUEUE_URL: database.urls.queue,
    GLORIA_MASTER_KEYS: generateKeyRing(),
  };
});

const gloria = (...args: string[]) => runGloria(environment, ...args);
const answerOf = async (...args: string[]) => JSON.parse((await gloria(...args, "--json")).out);

describe("usage", () => {
  it("answers 2 to unknown commands, flags, values and settings, and says what is wrong", async () => {
    expect(await gloria("frobnicate")).toMatchObject({ code: 2, out: "", err: expect.stringContaining("frobnicate") });
    expect(await gloria("user", "list", "--bogus")).toMatchObject({ code: 2, err: expect.stringContaining("--bogus") });
    expect(await gloria("seed", "bench", "--total", "5")).toMatchObject({
      code: 2,
      err: expect.stringContaining("910"),
    });
    expect(await gloria("seed", "demo", "--as-of", "soon")).toMatchObject({ code: 2 });
    expect(await gloria("user", "list")).toMatchObject({ code: 2, err: expect.stringContaining("--tenant") });
    const settings = await runGloria({ GLORIA_LOG: "loud" }, "tenant", "list");
    expect(settings).toMatchObject({ code: 2, err: expect.stringContaining("GLORIA_LOG") });
  });

  it("answers 0 to a call for help, with every command in it", async () => {
    const { code, out } = await gloria("--help");
    expect(code).toBe(0);
    for (const command of ["doctor", "db", "seed", "tenant", "user", "acting", "queue"])
      expect(out).toContain(`\n  ${command} `);
  });
});

describe("tenant create, list", () => {
  it("creates a tenant, lists it, and has it audited as the command line's doing", async () => {
    expect((await gloria("--dry-run", "tenant", "create", "--code", "baru", "--name", "Yayasan Baru")).code).toBe(0);
    expect((await answerOf("tenant", "list")).some((tenant: { code: string }) => tenant.code === "baru")).toBe(false);

    const tenant = await answerOf("tenant", "create", "--code", "baru", "--name", "Yayasan Baru");
    expect(tenant).toMatchObject({ code: "baru", name: "Yayasan Baru", kind: "foundation", locale: "id" });
    expect(await answerOf("tenant", "list")).toContainEqual(tenant);
    const events = await database.owner`
      select actor_kind, actor_name, action from gloria.audit_events where tenant_id = ${tenant.id}`;
    expect(events).toEqual([{ actor_kind: "system", actor_name: "cli", action: "tenant.create" }]);
  });

  it("refuses a code in use (5) and a malformed one (2), in the language asked for", async () => {
    await gloria("tenant", "create", "--code", "dua", "--name", "Yayasan Dua");
    for (const flags of [[], ["--dry-run"]]) {
      const again = await gloria("tenant", "create", "--code", "dua", "--name", "Lagi", "--locale", "en", ...flags);
      expect(again).toMatchObject({ code: 5, out: "", err: "That foundation code is already in use.\n" });
    }
    const inIndonesian = await gloria("tenant", "create", "--code", "dua", "--name", "Lagi", "--json");
    expect(JSON.parse(inIndonesian.err)).toMatchObject({
      code: "tenant.code_in_use",
      detail: "Kode yayasan itu sudah dipakai.",
    });
    const malformed = await gloria("tenant", "create", "--code", "Not OK", "--name", "X", "--json");
    expect(malformed.code).toBe(2);
    expect(JSON.parse(malformed.err)).toMatchObject({ code: "request.invalid", errors: [{ path: "code" }] });
  });
});

describe("seed demo, user list", () => {
  it("seeds once, shows the people a page at a time, and refuses a second time", async () => {
    const dry = await answerOf("seed", "demo", "--dry-run");
    expect(dry).toMatchObject({ dryRun: true, rows: { users: 379 } });
    expect((await gloria("user", "list", "--tenant", "demo")).code).toBe(4);

    expect(await answerOf("seed", "demo")).toMatchObject({ dryRun: false, rows: dry.rows });
    const page = await answerOf("user", "list", "--tenant", "demo", "--limit", "7");
    expect(page.items).toHaveLength(7);
    const all = await answerOf("user", "list", "--tenant", "demo", "--all");
    expect(all).toMatchObject({ nextCursor: null });
    expect(all.items).toHaveLength(371);
    expect(all.items.slice(0, 7)).toEqual(page.items);
    const next = await answerOf("user", "list", "--tenant", "demo", "--limit", "3", "--cursor", page.nextCursor);
    expect(next.items).toEqual(all.items.slice(7, 10));
    const { out } = await gloria("user", "list", "--tenant", "demo", "--q", "kepsek@demo");
    expect(out.split("\n").filter((line) => line.includes("kepsek@demo.example"))).toHaveLength(1);

    const again = await gloria("seed", "demo");
    expect(again).toMatchObject({ code: 5, err: expect.stringContaining("demo exists already") });
  });

  it("asks before it fills a production database, and takes silence for no", async () => {
    const production = await runGloria({ ...environment, NODE_ENV: "production" }, "seed", "large");
    expect(production).toMatchObject({ code: 5, err: expect.stringContaining("--yes") });
    expect(await gloria("seed", "bench", "--total", "1000")).toMatchObject({ code: 5 });
  });

  it("answers 4 for a tenant that does not exist", async () => {
    const { code, err } = await gloria("user", "list", "--tenant", "nowhere", "--locale", "en");
    expect({ code, err }).toEqual({ code: 4, err: "Foundation not found.\n" });
  });
});

describe("db, queue, doctor", () => {
  it("shows applied migrations and migrates only what is missing, the queue's schema too", async () => {
    const status = await answerOf("db", "status");
    expect(status.pending).toEqual([]);
    expect(status.applied.length).toBeGreaterThan(1);
    expect(await answerOf("db", "migrate")).toMatchObject({ applied: [], queueVersion: expect.any(Number) });
  });

  it("counts jobs by lane and what is not queued yet", async () => {
    await gloria("db", "migrate");
    await database.owner`insert into gloria.outbox (tenant_id, id, job, payload)
      select id, gen_random_uuid(), 'test', '{}' from gloria.tenants limit 1`;
    const inspected = await answerOf("queue", "inspect");
    expect(inspected).toMatchObject({
      backend: "postgres",
      unpublished: { outbox: 1, oldestSeconds: expect.any(Number) },
    });
    expect(inspected.lanes.map(({ lane }: { lane: string }) => lane)).toContain("critical");
  });

  it("finds this installation well, and says so when a role is not bound by row security", async () => {
    const well = await answerOf("doctor");
    expect(well.filter(({ state }: { state: string }) => state !== "ok")).toEqual([]);
    const free = await runGloria({ ...environment, DATABASE_APP_URL: database.urls.owner }, "doctor", "--json");
    expect(free.code).toBe(1);
    expect(JSON.parse(free.out)).toContainEqual(
      expect.objectContaining({ name: "roles", state: "failed", detail: expect.stringContaining("app") }),
    );
    const gone = await runGloria({ DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" }, "doctor");
    expect(gone).toMatchObject({ code: 1, out: expect.stringContaining("does not answer") });
  });
});

describe("user export", () => {
  it("writes the filtered people whole or not at all, and has it audited", async () => {
    const folder = await mkdtemp(join(tmpdir(), "gloria-export-"));
    try {
      const tenant = await answerOf("tenant", "create", "--code", "ekspor", "--name", "Yayasan Ekspor");
      for (const [name, nip, status] of [
        ["Ani", "001", "active"],
        ["Budi", "002", "active"],
        ["Cici", "003", "suspended"],
      ]) {
        await database.owner`insert into gloria.users (tenant_id, id, name, nip, status)
          values (${tenant.id}, gen_random_uuid(), ${name ?? ""}, ${nip ?? ""}, ${status ?? ""})`;
      }
      const out = join(folder, "orang.csv");
      const flags = ["--tenant", "ekspor", "--filter", "status=active", "--columns", "nip,name", "--out", out];
      expect(await answerOf("user", "export", ...flags)).toEqual({ out, format: "csv", rows: 2 });
      expect((await readFile(out, "utf8")).replace("\uFEFF", "")).toBe("NIP;Nama\r\n001;Ani\r\n002;Budi\r\n");
      const events = await database.owner`
        select actor_name, reason from gloria.audit_events where tenant_id = ${tenant.id} and action = 'export.create'`;
      expect(events).toEqual([{ actor_name: "cli", reason: "streamed" }]);
      const wrong = await gloria("user", "export", "--tenant", "ekspor", "--filter", "colour=red", "--out", out);
      expect(wrong.code).toBe(2);
      expect(await readdir(folder)).toEqual(["orang.csv"]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
