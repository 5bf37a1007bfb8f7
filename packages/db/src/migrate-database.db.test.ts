import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "@gloria/core";
import { testServerUrl, urlOf } from "@gloria/testkit";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "./connect.ts";
import { migrateDatabase, readMigrationStatus } from "./migrate-database.ts";

const ownerUrl = testServerUrl();
const admin = postgres(ownerUrl, { max: 1, onnotice: () => {} });
const made: string[] = [];
const folders: string[] = [];

async function emptyDatabase(): Promise<{ url: string; secretsDir: string; name: string }> {
  const name = `gloria_mig_${newId().slice(-8)}`;
  await admin.unsafe(`create database ${name}`);
  made.push(name);
  const secretsDir = mkdtempSync(join(tmpdir(), "gloria-secrets-"));
  folders.push(secretsDir);
  return { url: urlOf(ownerUrl, name), secretsDir, name };
}

let one: Awaited<ReturnType<typeof emptyDatabase>>;
beforeAll(async () => {
  one = await emptyDatabase();
});

afterAll(async () => {
  for (const name of made) {
    await admin.unsafe(`drop database ${name} with (force)`);
    for (const role of ["app", "system", "queue"]) await admin.unsafe(`drop role if exists gloria_${name}_${role}`);
  }
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  await admin.end();
});

async function look<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe<Row[]>(statement))];
  } finally {
    await sql.end();
  }
}

describe("migrateDatabase", () => {
  it("brings an empty database to this version, when two processes start at once, too", async () => {
    const options = { ownerUrl: one.url, secretsDir: one.secretsDir };
    const before = await readMigrationStatus(one.url);
    expect(before.applied).toEqual([]);
    expect(before.pending.length).toBeGreaterThan(1);
    const reports = await Promise.all([migrateDatabase(options), migrateDatabase(options), migrateDatabase(options)]);
    expect(reports.map((report) => report.applied.length).sort((a, b) => a - b)).toEqual([0, 0, before.pending.length]);
    expect(new Set(reports.map((report) => report.urls.app)).size).toBe(1);
    expect(await readMigrationStatus(one.url)).toEqual({ applied: before.pending, pending: [] });
    expect(await look(reports[0]?.urls.app ?? "", "select 1 as one from gloria.users")).toEqual([]);
  });

  it("changes nothing the second time, and keeps what is there", async () => {
    const id = newId();
    await look(
      one.url,
      `insert into gloria.tenants (id, code, name, clerk_org_id) values ('${id}', 'keep', 'Keep', 'org_keep')`,
    );
    const again = await migrateDatabase({ ownerUrl: one.url, secretsDir: one.secretsDir });
    expect(again.applied).toEqual([]);
    expect(await look(one.url, "select code from gloria.tenants")).toEqual([{ code: "keep" }]);
  });

  it("closes a table that somebody left open, at the next start", async () => {
    await look(
      one.url,
      "create table gloria.stray (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id))",
    );
    await look(
      one.url,
      "insert into gloria.stray values (gen_random_uuid(), gen_random_uuid()); grant all on gloria.stray to public",
    );
    const { urls } = await migrateDatabase({ ownerUrl: one.url, secretsDir: one.secretsDir });
    expect(await look(urls.app, "select 1 from gloria.stray")).toEqual([]);
    const [state] = await look<{ forced: boolean }>(
      one.url,
      "select relforcerowsecurity and relrowsecurity as forced from pg_class where relname = 'stray'",
    );
    expect(state?.forced).toBe(true);
    await expect(look(urls.queue, "select 1 from gloria.stray")).rejects.toThrow(/permission denied/);
    await look(one.url, "drop table gloria.stray");
  });

  it("keeps passwords in files that only their owner reads, and heals a role whose file was lost or changed", async () => {
    const options = { ownerUrl: one.url, secretsDir: one.secretsDir };
    const files = readdirSync(one.secretsDir);
    expect(files).toHaveLength(3);
    for (const file of files) expect(statSync(join(one.secretsDir, file)).mode & 0o777).toBe(0o600);
    const app = join(one.secretsDir, `gloria_${one.name}_app.password`);
    const old = readFileSync(app, "utf8");
    rmSync(app);
    const healed = await migrateDatabase(options);
    expect(readFileSync(app, "utf8")).not.toBe(old);
    expect(await look(healed.urls.app, "select 1 as one")).toEqual([{ one: 1 }]);
    await admin.unsafe(`alter role gloria_${one.name}_system password 'changed elsewhere'`);
    const again = await migrateDatabase(options);
    expect(await look(again.urls.system, "select count(*)::int as n from gloria.tenants")).toEqual([{ n: 1 }]);
    writeFileSync(app, `${readFileSync(app, "utf8")}\n`);
    expect(await look((await migrateDatabase(options)).urls.app, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("gives a second database of the cluster roles of its own, which cannot read the first", async () => {
    const two = await emptyDatabase();
    const { urls } = await migrateDatabase({ ownerUrl: two.url, secretsDir: two.secretsDir });
    expect(new URL(urls.app).username).not.toBe(`gloria_${one.name}_app`);
    const stranger = connect({ url: urlOf(urls.app, one.name), max: 1, name: "stranger" });
    try {
      await expect(stranger.sql`select 1 from gloria.users`).rejects.toThrow(/permission denied/);
    } finally {
      await stranger.close();
    }
  });

  it("uses the roles that an administrator made, and creates none", async () => {
    const own = await emptyDatabase();
    const roles = ["app", "system", "queue"].map((role) => `own_${own.name}_${role}`);
    for (const role of roles) await admin.unsafe(`create role ${role} login nosuperuser nobypassrls password 'p'`);
    try {
      const urls = Object.fromEntries(
        (["app", "system", "queue"] as const).map((role, index) => {
          const url = new URL(own.url);
          url.username = roles[index] ?? "";
          url.password = "p";
          return [role, url.toString()];
        }),
      ) as Record<"app" | "system" | "queue", string>;
      await migrateDatabase({ ownerUrl: own.url, secretsDir: own.secretsDir, roleUrls: urls });
      expect(readdirSync(own.secretsDir)).toEqual([]);
      expect(await look(urls.app, "select 1 from gloria.users")).toEqual([]);
    } finally {
      await admin.unsafe(`drop database ${own.name} with (force)`);
      made.splice(made.indexOf(own.name), 1);
      for (const role of roles) await admin.unsafe(`drop role ${role}`);
    }
  });
});
