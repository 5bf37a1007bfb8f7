import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId, silentLogger } from "@gloria/core";
import { connect, type Database, type EmbeddedPostgres, migrateDatabase, startEmbeddedPostgres } from "@gloria/db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabaseIdentityLookup } from "./create-database-identity-lookup.ts";
import type { IdentityLookup } from "./create-identity-resolver.ts";

const harapan = newId();
const lain = newId();
const siti = newId();
const sitiElsewhere = newId();

let home: string;
let server: EmbeddedPostgres;
let databases: { system: Database; app: Database };
let lookup: IdentityLookup;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "gloria-auth-"));
  // Started as root the server runs as another user, who must be able to pass.
  await chmod(home, 0o711);
  server = await startEmbeddedPostgres({ home, logger: silentLogger, durable: false });
  const { urls } = await migrateDatabase({ ownerUrl: server.url, secretsDir: join(home, "secrets") });
  await seed();
  databases = {
    system: connect({ url: urls.system, max: 1, name: "auth-test-system" }),
    app: connect({ url: urls.app, max: 1, name: "auth-test-app" }),
  };
  lookup = createDatabaseIdentityLookup(databases);
}, 120_000);

afterAll(async () => {
  await Promise.all([databases?.system.close(), databases?.app.close()]);
  await server?.stop();
  await rm(home, { recursive: true, force: true });
});

/** As the owner: two tenants that share one person's Clerk account, and a deleted person. */
async function seed() {
  const owner = connect({ url: server.url, max: 1, name: "auth-test-owner" });
  try {
    for (const [id, code, org] of [
      [harapan, "harapan", "org_1"],
      [lain, "lain", "org_2"],
    ] as const) {
      await owner.sql`insert into gloria.tenants (id, code, name, clerk_org_id) values (${id}, ${code}, ${code}, ${org})`;
      await owner.sql`insert into gloria.permission_epochs (tenant_id, epoch) values (${id}, 1) on conflict do nothing`;
    }
    for (const [tenant, id, subject, deletedAt] of [
      [harapan, siti, "user_siti", null],
      [lain, sitiElsewhere, "user_siti", null],
      [harapan, newId(), "user_gone", new Date().toISOString()],
    ] as const) {
      await owner.sql`insert into gloria.users (tenant_id, id, name, clerk_user_id, deleted_at)
        values (${tenant}, ${id}, 'Siti', ${subject}, ${deletedAt})`;
    }
  } finally {
    await owner.close();
  }
}

describe("createDatabaseIdentityLookup", () => {
  it("finds tenants by their organisation", async () => {
    expect(await lookup.findTenantByOrg("org_1")).toBe(harapan);
    expect(await lookup.findTenantByOrg("org_2")).toBe(lain);
    expect(await lookup.findTenantByOrg("org_3")).toBeNull();
    expect(await lookup.findTenantByOrg("' or true --")).toBeNull();
  });

  it("finds a person within the tenant only", async () => {
    expect(await lookup.findUser(harapan, "user_siti")).toBe(siti);
    expect(await lookup.findUser(lain, "user_siti")).toBe(sitiElsewhere);
    expect(await lookup.findUser(harapan, "user_nobody")).toBeNull();
  });

  it("knows no deleted person", async () => {
    expect(await lookup.findUser(harapan, "user_gone")).toBeNull();
  });

  it("refuses a tenant that does not exist", async () => {
    await expect(lookup.findUser(newId(), "user_siti")).rejects.toMatchObject({ code: "auth.unknown_tenant" });
  });

  it("names a database that is away as unavailable", async () => {
    const away = connect({ url: "postgres://nobody@127.0.0.1:1/none", max: 1, name: "auth-test-away" });
    try {
      const broken = createDatabaseIdentityLookup({ system: away, app: away });
      await expect(broken.findTenantByOrg("org_1")).rejects.toMatchObject({ family: "UNAVAILABLE" });
      await expect(broken.findUser(harapan, "user_siti")).rejects.toMatchObject({ family: "UNAVAILABLE" });
    } finally {
      await away.close();
    }
  });
});
