import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "@gloria/core";
import { makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runGloria } from "./run-gloria.ts";

const database = testDatabase();
let environment: Record<string, string>;
let tenant: TestTenant;
let folder: string;

beforeAll(async () => {
  environment = {
    DATABASE_URL: database.urls.owner,
    DATABASE_APP_URL: database.urls.app,
    DATABASE_SYSTEM_URL: database.urls.system,
    DATABASE_QUEUE_URL: database.urls.queue,
  };
  tenant = await makeTenant(database);
  folder = await mkdtemp(join(tmpdir(), "gloria-cli-"));
  const schoolId = await tenant.addSchool({ code: "SMA-1", name: "SMA Satu" });
  await database.owner`insert into gloria.departments (tenant_id, id, code, name, school_id)
    values (${tenant.id}, ${newId()}, 'KUR', 'Kurikulum', ${schoolId})`;
  const siti = await tenant.addUser({ name: "Siti Rahma", nip: "198001" });
  await tenant.addUser({ name: "Budi Santoso", nip: "198002" });
  await tenant.addGrant({ userId: siti, code: "user:read", scope: "SCHOOL", schoolId });
  const roleId = newId();
  await database.owner`insert into gloria.roles (tenant_id, id, code, name, level)
    values (${tenant.id}, ${roleId}, 'TU', 'Tata usaha', 5)`;
  await database.owner`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, effect, scope)
    values (${tenant.id}, ${newId()}, 'role', ${roleId}, 'school:read', 'ALLOW', 'SCHOOL')`;
});
afterAll(() => rm(folder, { recursive: true }));

const gloria = (...args: string[]) => runGloria(environment, "--tenant", tenant.code, "--locale", "en", ...args);
const at = () => new Date().toISOString();

describe("gloria permission explain", () => {
  it("says why, and what is missing", async () => {
    const yes = await gloria("permission", "explain", "198001", "user:read", "--target", "school:SMA-1");
    expect(yes).toMatchObject({ code: 0, err: "" });
    expect(yes.out).toMatch(/^Siti Rahma may: .*\n[\s\S]*\* Applies\./);
    const no = await gloria("permission", "explain", "198002", "user:read", "--target", "school:SMA-1", "--json");
    expect(JSON.parse(no.out)).toMatchObject({
      allowed: false,
      nearMisses: [{ kind: "no_grant" }],
      grantors: [{ id: tenant.adminId }],
    });
    expect((await gloria("permission", "explain", "198002", "user:read", "--target", "planet:x")).code).toBe(2);
    expect((await gloria("permission", "explain", "nobody", "user:read")).code).toBe(4);
    expect((await gloria("permission", "explain", "198002", "user:read", "--target", `school:${newId()}`)).code).toBe(
      4,
    );
    expect((await gloria("permission", "explain", "198002", "user:read", "--as-of", "2999-01-01")).code).toBe(2);
    expect((await runGloria(environment, "permission", "explain", "198002", "user:read")).code).toBe(2);
  });
});

describe("gloria role assign and permission diff", () => {
  it("gives a role for a time; the difference shows between two times and two people", async () => {
    const before = at();
    const wanted = ["role", "assign", "198002", "tu", "--school", "SMA-1", "--until", "2099-01-01"];
    const dry = await gloria(...wanted, "--dry-run");
    expect(dry).toMatchObject({
      code: 0,
      out: expect.stringContaining("Would assign: Budi Santoso: Tata usaha at SMA Satu"),
    });
    expect((await gloria("permission", "diff", "198002", "--as-of", before)).out).toBe("No difference.\n");
    expect(await gloria(...wanted)).toMatchObject({ code: 0, out: expect.stringContaining("Assigned: Budi Santoso") });
    const again = await gloria(...wanted);
    expect(again).toMatchObject({ code: 5, out: "" });
    const since = await gloria("permission", "diff", "198002", "--as-of", before, "--json");
    expect(JSON.parse(since.out)).toMatchObject({ added: [{ code: "school:read", layer: "ROLE" }], removed: [] });
    const people = await gloria("permission", "diff", "198002", "--with", "198001");
    expect(people.out).toMatch(/-\s+school:read\s+SCHOOL\s+SMA Satu[\s\S]*\+\s+user:read\s+SCHOOL\s+SMA Satu/);
    expect((await gloria("permission", "diff", "198002")).code).toBe(2);
    const byEpoch = await gloria("permission", "diff", "198002", "--as-of-epoch", "0", "--json");
    expect(JSON.parse(byEpoch.out)).toMatchObject({ added: [{ code: "school:read", layer: "ROLE" }], removed: [] });
    expect((await gloria("role", "assign", "198002", "none")).code).toBe(4);
    expect((await gloria("role", "assign", "198002", "tu", "--school", "SMA-1", "--department", "none")).code).toBe(4);
    const inside = await gloria(
      "role",
      "assign",
      "198002",
      "tu",
      "--school",
      "SMA-1",
      "--department",
      "kur",
      "--dry-run",
    );
    expect(inside).toMatchObject({ code: 0, out: expect.stringContaining("Tata usaha at Kurikulum, SMA Satu") });
  });
});

describe("gloria permission test", () => {
  it("runs a file, and fails by its exit code", async () => {
    const file = join(folder, "tests.yaml");
    await writeFile(
      file,
      "cases:\n  - {name: Baca, as: {role: TU, school: SMA-1}, can: school:read, on: {school: SMA-1}}\n",
    );
    const good = await gloria("permission", "test", file);
    expect(good).toMatchObject({ code: 0, out: expect.stringContaining("1 passed, 0 failed") });
    await writeFile(file, "cases:\n  - {as: {role: TU}, can: [school:read, user:read], on: {school: SMA-1}}\n");
    const bad = await gloria("permission", "test", file, "--json");
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.out)).toMatchObject({ passed: 0, failed: 2 });
    await writeFile(file, "cases: [");
    expect((await gloria("permission", "test", file)).code).toBe(2);
    expect((await gloria("permission", "test", join(folder, "none.yaml"))).code).toBe(4);
  });
});

describe("gloria delegation", () => {
  it("delegates in somebody's name, lists and revokes", async () => {
    const wanted = [
      "delegation",
      "create",
      "--by",
      "198001",
      "--to",
      "198002",
      "--until",
      "2027-01-01",
      "--reason",
      "cuti",
    ];
    const refused = await gloria(...wanted, "--code", "user:delete");
    expect(refused.code).toBe(5);
    const adminGrant = { userId: (await person("198001")).id, code: "delegation:create", scope: "OWN" } as const;
    await tenant.addGrant(adminGrant);
    await tenant.addGrant({ ...adminGrant, code: "delegation:read" });
    const dry = await gloria(...wanted, "--code", "user:read", "--dry-run");
    expect(dry).toMatchObject({ code: 0, out: expect.stringContaining("Would delegate: Siti Rahma to Budi Santoso") });
    const made = JSON.parse((await gloria(...wanted, "--code", "user:read", "--json")).out);
    const listed = JSON.parse((await gloria("delegation", "list", "--to", "198002", "--json")).out);
    expect(listed.items).toMatchObject([{ id: made.delegation.id, state: "active", codes: ["user:read"] }]);
    expect((await gloria("delegation", "revoke", made.delegation.id, "--by", "198001")).code).toBe(5);
    const tried = await gloria("delegation", "revoke", made.delegation.id, "--by", "198001", "--dry-run");
    expect(tried).toMatchObject({ code: 0, out: expect.stringContaining("Would end: Siti Rahma to Budi Santoso") });
    expect((await gloria("delegation", "list", "--state", "open")).out).toContain(made.delegation.id);
    expect((await gloria("delegation", "revoke", newId(), "--by", "198001", "--dry-run")).code).toBe(4);
    const ended = await gloria("delegation", "revoke", made.delegation.id, "--by", "198001", "--yes");
    expect(ended).toMatchObject({ code: 0, out: expect.stringContaining("Ended: Siti Rahma to Budi Santoso") });
    expect((await gloria("delegation", "list", "--state", "open")).out).not.toContain(made.delegation.id);
    expect((await gloria("delegation", "revoke", newId(), "--by", "198001", "--yes")).code).toBe(4);
  });
});

async function person(nip: string): Promise<{ id: string }> {
  const [found] = await database.owner<{ id: string }[]>`
    select id from gloria.users where tenant_id = ${tenant.id} and nip = ${nip}`;
  if (found === undefined) throw new Error(`nobody has ${nip}`);
  return found;
}
