import { newId } from "@gloria/core";
import { connect } from "@gloria/db";
import { testDatabase } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { localOrgId, localSubject } from "../local/local-names.ts";
import { createDatabaseIdentityLookup } from "./create-database-identity-lookup.ts";
import type { IdentityLookup } from "./create-identity-resolver.ts";

const harapan = newId();
const lain = newId();
const siti = newId();
const sitiElsewhere = newId();

const database = testDatabase();
let lookup: IdentityLookup;

beforeAll(async () => {
  await seed();
  lookup = createDatabaseIdentityLookup(database, "clerk");
});

/** As the owner: two tenants that share one person's Clerk account, and a deleted person. */
async function seed() {
  for (const [id, code, org] of [
    [harapan, "harapan", "org_1"],
    [lain, "lain", "org_2"],
  ] as const) {
    await database.owner`insert into gloria.tenants (id, code, name, clerk_org_id) values (${id}, ${code}, ${code}, ${org})`;
  }
  for (const [tenant, id, subject, deletedAt] of [
    [harapan, siti, "user_siti", null],
    [lain, sitiElsewhere, "user_siti", null],
    [harapan, newId(), "user_gone", new Date().toISOString()],
  ] as const) {
    await database.owner`insert into gloria.users (tenant_id, id, name, clerk_user_id, deleted_at)
      values (${tenant}, ${id}, 'Siti', ${subject}, ${deletedAt})`;
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

  it("reads our ids from the local issuer's names, and only from those", async () => {
    const local = createDatabaseIdentityLookup(database, "local");
    expect(await local.findTenantByOrg(localOrgId(harapan))).toBe(harapan);
    expect(await local.findTenantByOrg("org_1")).toBeNull();
    expect(await local.findUser(harapan, localSubject(siti))).toBe(siti);
    expect(await local.findUser(lain, localSubject(siti))).toBeNull();
    expect(await local.findUser(harapan, "user_siti")).toBeNull();
  });

  it("names a database that is away as unavailable", async () => {
    const away = connect({ url: "postgres://nobody@127.0.0.1:1/none", max: 1, name: "auth-test-away" });
    try {
      const broken = createDatabaseIdentityLookup({ system: away, app: away }, "clerk");
      await expect(broken.findTenantByOrg("org_1")).rejects.toMatchObject({ family: "UNAVAILABLE" });
      await expect(broken.findUser(harapan, "user_siti")).rejects.toMatchObject({ family: "UNAVAILABLE" });
    } finally {
      await away.close();
    }
  });
});
