import { newId } from "@gloria/core";
import { makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { apiHouse } from "./support/api-house.ts";
import { filterBy, newUserName, patchOf, type ScimProvider, scimProviders } from "./support/scim-provider.ts";

const database = testDatabase();
const house = apiHouse(database);
const { makeProvider, tokenOf } = scimProviders(database, house);
let one: ScimProvider;

beforeAll(async () => {
  one = await makeProvider();
});

async function auditOf(entityId: string) {
  return database.owner<{ action: string; actor_name: string; actor_kind: string }[]>`
    select action, actor_name, actor_kind from gloria.audit_events where entity_id = ${entityId} order by occurred_at, id`;
}

describe("a group", () => {
  async function makeRole(tenant: TestTenant, code: string) {
    const id = newId();
    const name = `Peran ${id.slice(-8)}`;
    await database.owner`insert into gloria.roles (tenant_id, id, code, name) values (${tenant.id}, ${id}, ${`p-${id}`}, ${name})`;
    await database.owner`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, scope) values (${tenant.id}, ${newId()}, 'role', ${id}, ${code}, 'ALL')`;
    return { id, name };
  }
  const open = (provider: ScimProvider, id: string, provisioned = true, token = provider.admin) =>
    house.call("PUT", `/scim-roles/${id}`, { token, body: { provisioned } });

  it("is a role that an administrator has opened, and its members hold the role from the next request on", async () => {
    const { tenant, scim } = one;
    const role = await makeRole(tenant, "school:read");
    const groups = (filter = `displayName eq "${role.name}"`) =>
      scim("GET", `/Groups?excludedAttributes=members&filter=${encodeURIComponent(filter)}`);
    expect((await groups()).body.totalResults).toBe(0);
    expect((await scim("POST", "/Groups", { displayName: role.name })).status).toBe(403);
    expect((await open(one, role.id)).body).toEqual({ id: role.id, name: role.name, provisioned: true });
    const listed = await house.call("GET", `/scim-roles?q=${encodeURIComponent(role.name)}`, { token: one.admin });
    expect(listed.body.items).toContainEqual({
      id: role.id,
      name: role.name,
      provisioned: true,
      can: { provision: true },
    });
    expect((await groups()).body.Resources).toMatchObject([{ id: role.id, displayName: role.name }]);
    expect((await groups()).body.Resources[0].members).toBeUndefined();
    expect((await scim("POST", "/Groups", { displayName: role.name })).body).toMatchObject({
      status: "409",
      scimType: "uniqueness",
    });
    const userId = await tenant.addUser();
    const token = await tokenOf(userId);
    expect((await house.call("GET", "/organizations/schools", { token })).status).toBe(403);
    const added = await scim(
      "PATCH",
      `/Groups/${role.id}`,
      patchOf({ op: "Add", path: "members", value: [{ value: userId }] }),
    );
    expect(added.body.members, added.text).toMatchObject([{ value: userId }]);
    expect((await house.call("GET", "/organizations/schools", { token })).status).toBe(200);
    await scim("PATCH", `/Groups/${role.id}`, patchOf({ op: "Remove", path: `members[value eq "${userId}"]` }));
    expect((await house.call("GET", "/organizations/schools", { token })).status).toBe(403);
    const put = await scim("PUT", `/Groups/${role.id}`, { displayName: role.name, members: [{ value: userId }] });
    expect(put.body.members).toHaveLength(1);
    expect((await scim("PUT", `/Groups/${role.id}`, { displayName: role.name })).body.members).toHaveLength(1);
    expect(
      (await auditOf(userId)).filter(({ action }) => action.startsWith("role.")).map(({ action }) => action),
    ).toEqual(["role.assign", "role.unassign", "role.assign"]);
    const renamed = await scim(
      "PATCH",
      `/Groups/${role.id}`,
      patchOf({ op: "replace", path: "displayName", value: "X" }),
    );
    expect(renamed.body).toMatchObject({ status: "400", scimType: "mutability" });
    expect((await scim("DELETE", `/Groups/${role.id}`)).status).toBe(403);
    await open(one, role.id, false);
    expect((await scim("GET", `/Groups/${role.id}`)).status).toBe(404);
  });

  it("gives nobody more than the maker of the token holds, as of now", async () => {
    const { tenant } = one;
    const maker = await tenant.addUser();
    for (const code of ["api_key:*", "user:*", "school:read"])
      await tenant.addGrant({ userId: maker, code, scope: "ALL" });
    const theirs = await makeProvider(tenant, maker);
    const [small, big] = [await makeRole(tenant, "school:read"), await makeRole(tenant, "school:*")];
    const userId = await tenant.addUser();
    const add = (role: { id: string }) =>
      theirs.scim("PATCH", `/Groups/${role.id}`, patchOf({ op: "add", path: "members", value: [{ value: userId }] }));
    expect((await open(theirs, small.id)).status).toBe(403);
    for (const role of [small, big]) expect((await open(one, role.id)).status).toBe(200);
    expect((await add(small)).status).toBe(200);
    expect((await add(big)).body).toMatchObject({ status: "403" });
    await database.owner`update gloria.users set status = 'suspended' where id = ${maker}`;
    const second = await tenant.addUser();
    const late = await theirs.scim(
      "PATCH",
      `/Groups/${small.id}`,
      patchOf({ op: "add", path: "members", value: [{ value: second }] }),
    );
    expect(late.status).toBe(403);
  });

  it("takes no members of another foundation, and nothing that is no id", async () => {
    const role = await makeRole(one.tenant, "school:read");
    await open(one, role.id);
    const other = await makeTenant(database);
    for (const value of [other.adminId, newId(), "x"]) {
      const answer = await one.scim(
        "PATCH",
        `/Groups/${role.id}`,
        patchOf({ op: "add", path: "members", value: [{ value }] }),
      );
      expect(answer.body).toMatchObject({ status: "400", scimType: "invalidValue" });
    }
  });
});

describe("a token", () => {
  it("is shown once, is used, is revoked, and opens one foundation alone", async () => {
    const mine = await makeProvider();
    const theirs = await makeProvider();
    expect((await mine.scim("GET", "/Users")).status).toBe(200);
    const list = await house.call("GET", "/scim-tokens", { token: mine.admin });
    expect(list.body.items).toMatchObject([{ id: mine.tokenId, name: "Entra", revokedAt: null }]);
    expect(list.body.items[0].lastUsedAt).not.toBeNull();
    expect(list.text).not.toContain(mine.token);
    const everything = await database.owner`select * from gloria.scim_tokens where id = ${mine.tokenId}`;
    expect(JSON.stringify(everything)).not.toContain(mine.token.split("_").at(-1));
    const foreign = await theirs.tenant.addUser();
    for (const [method, body] of [
      ["GET", undefined],
      ["PUT", { userName: newUserName() }],
      ["PATCH", patchOf({ op: "replace", path: "active", value: false })],
      ["DELETE", undefined],
    ] as const) {
      expect((await mine.scim(method, `/Users/${foreign}`, body)).body, method).toMatchObject({ status: "404" });
    }
    expect((await mine.scim("GET", filterBy(`id eq "${foreign}"`))).body.totalResults).toBe(0);
    expect((await house.call("DELETE", `/scim-tokens/${theirs.tokenId}`, { token: mine.admin })).status).toBe(404);
    expect((await house.call("DELETE", `/scim-tokens/${mine.tokenId}`, { token: mine.admin })).status).toBe(200);
    expect((await mine.scim("GET", "/Users")).body).toMatchObject({ status: "401" });
    expect((await theirs.scim("GET", "/Users")).status).toBe(200);
  });

  it("that is expired, of a closed foundation, changed, or none is refused", async () => {
    const provider = await makeProvider();
    const wrong = `${provider.token.slice(0, -1)}${provider.token.endsWith("A") ? "B" : "A"}`;
    for (const token of [wrong, "glscim_x", provider.admin, ""]) {
      const answer = await house.call("GET", "./scim/v2/Users", { token });
      expect([answer.status, answer.body.schemas]).toEqual([401, ["urn:ietf:params:scim:api:messages:2.0:Error"]]);
    }
    expect((await house.call("GET", "./scim/v2/ServiceProviderConfig")).status).toBe(401);
    await database.owner`update gloria.scim_tokens set expires_at = now() where id = ${provider.tokenId}`;
    expect((await provider.scim("GET", "/Users")).status).toBe(401);
    await database.owner`update gloria.scim_tokens set expires_at = now() + interval '1 day' where id = ${provider.tokenId}`;
    await database.owner`update gloria.tenants set status = 'suspended' where id = ${provider.tenant.id}`;
    expect((await provider.scim("GET", "/Users")).status).toBe(401);
  });

  it("is made by who holds all that it can do", async () => {
    const userId = await one.tenant.addUser();
    await one.tenant.addGrant({ userId, code: "api_key:*", scope: "ALL" });
    const token = await tokenOf(userId);
    expect((await house.call("POST", "/scim-tokens", { token, body: { name: "X" } })).body.code).toBe("access.denied");
  });
});
