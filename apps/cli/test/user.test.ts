import { makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { runGloria } from "./run-gloria.ts";

const database = testDatabase();
let environment: Record<string, string>;
let tenant: TestTenant;

beforeAll(async () => {
  environment = {
    DATABASE_URL: database.urls.owner,
    DATABASE_APP_URL: database.urls.app,
    DATABASE_SYSTEM_URL: database.urls.system,
    DATABASE_QUEUE_URL: database.urls.queue,
    GLORIA_MASTER_KEYS: `test:${Buffer.alloc(32, 7).toString("base64")}`,
  };
  tenant = await makeTenant(database);
});

const gloria = (...args: string[]) => runGloria(environment, "--tenant", tenant.code, "user", ...args);
const statusOf = async (id: string) => {
  const [row] = await database.owner<{ status: string; deleted: boolean }[]>`
    select status, deleted_at is not null as deleted from gloria.users where id = ${id}`;
  return row;
};

describe("user invite", () => {
  it("invites somebody new by code, prints it once, and says what a list was refused for", async () => {
    const flags = ["invite", "--name", "Baru", "--nip", "CLI-1"];
    const dry = await gloria(...flags, "--dry-run", "--json");
    expect(dry).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(dry.out)).toMatchObject({ invited: 1, dryRun: true });
    const first = await gloria(...flags);
    expect(first).toMatchObject({ code: 0, out: expect.stringMatching(/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/) });
    const waiting = await tenant.addUser({ nip: "CLI-2", status: "invited" });
    const partial = await gloria("invite", "--person", "CLI-1", waiting, "--json");
    expect(partial.code).toBe(3);
    expect(JSON.parse(partial.out).items).toMatchObject([
      { outcome: "refused", code: "invitation.already_open" },
      { outcome: "invited", userId: waiting, proof: "email" },
    ]);
    expect((await gloria("invite", "--person", "CLI-1")).code).toBe(5);
    expect((await gloria("invite")).code).toBe(2);
    expect((await gloria("invite", "--person", "nobody@demo.example")).code).toBe(4);
  });
});

describe("user suspend, restore", () => {
  it("asks before it suspends, and keeps the last administrator", async () => {
    const id = await tenant.addUser({ email: "tangguh@demo.example" });
    expect((await gloria("suspend", "--person", "tangguh@demo.example", "--dry-run")).code).toBe(0);
    expect((await gloria("suspend", "--person", "tangguh@demo.example")).code).toBe(5);
    expect(await statusOf(id)).toEqual({ status: "active", deleted: false });
    expect((await gloria("suspend", "--person", "Tangguh@demo.example", "--reason", "Cuti", "--yes")).code).toBe(0);
    expect(await statusOf(id)).toEqual({ status: "suspended", deleted: false });
    const last = await gloria("suspend", "--person", tenant.adminId, "--yes", "--json");
    expect(last.code).toBe(5);
    expect(JSON.parse(last.err)).toMatchObject({ code: "access.last_administrator" });
    await database.owner`update gloria.users set deleted_at = now() where id = ${id}`;
    expect((await gloria("restore", "--person", "tangguh@demo.example", "--dry-run")).code).toBe(0);
    expect((await statusOf(id))?.deleted).toBe(true);
    expect((await gloria("restore", "--person", "tangguh@demo.example")).code).toBe(0);
    expect((await statusOf(id))?.deleted).toBe(false);
    expect((await gloria("restore", "--person", "tangguh@demo.example")).code).toBe(4);
  });
});

describe("user merge, purge", () => {
  it("previews, merges, and purges a deleted person by name", async () => {
    const [stays, goes] = [
      await tenant.addUser({ name: "Tetap", nip: "M-1" }),
      await tenant.addUser({ name: "Ganda", nip: "M-2" }),
    ];
    const flags = ["merge", "--person", "M-2", "--into", "M-1", "--take", "email", "phone"];
    expect(await gloria(...flags, "--dry-run")).toMatchObject({ code: 0, out: expect.stringContaining("Would merge") });
    expect((await gloria(...flags)).code).toBe(5);
    expect((await gloria("merge", "--person", "M-2", "--into", "M-1", "--take", "salary", "--yes")).code).toBe(2);
    const merged = await gloria(...flags, "--yes", "--json");
    expect(merged.code).toBe(0);
    expect(JSON.parse(merged.out)).toMatchObject({ survivorId: stays, duplicateId: goes, dryRun: false });
    const purge = (...more: string[]) => gloria("purge", "--person", goes, "--reason", "Uji", ...more);
    expect((await purge("--name", "Lain", "--force", "--yes")).code).toBe(2);
    expect((await purge("--name", "Ganda", "--yes")).code).toBe(5);
    expect((await purge("--name", "Ganda", "--force", "--dry-run")).code).toBe(0);
    expect((await purge("--name", "Ganda", "--force", "--yes")).code).toBe(0);
    const [row] =
      await database.owner`select name, email, purged_at is not null as purged from gloria.users where id = ${goes}`;
    expect(row).toEqual({ name: `#${goes.slice(-12)}`, email: null, purged: true });
  });
});
