import { newId } from "@gloria/core";
import { makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { type Answer, apiHouse, type CallOptions } from "./support/api-house.ts";

const database = testDatabase();
const house = apiHouse(database);
const userSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const patchSchema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

interface Provider {
  readonly tenant: TestTenant;
  readonly admin: string;
  readonly tokenId: string;
  readonly token: string;
  scim(method: string, path: string, body?: unknown, options?: CallOptions): Promise<Answer>;
}

let one: Provider;

beforeAll(async () => {
  one = await makeProvider();
});

async function tokenOf(userId: string): Promise<string> {
  const [row] = await database.owner<{ email: string }[]>`select email from gloria.users where id = ${userId}`;
  return house.tokenOf(row?.email ?? "");
}

async function makeProvider(tenant?: TestTenant, as?: string): Promise<Provider> {
  const of = tenant ?? (await makeTenant(database));
  const admin = await tokenOf(as ?? of.adminId);
  const issued = await house.call("POST", "/scim-tokens", { token: admin, body: { name: "Entra" } });
  expect(issued.status, issued.text).toBe(200);
  const { id, token } = issued.body;
  return {
    tenant: of,
    admin,
    tokenId: id,
    token,
    scim: (method, path, body, options = {}) =>
      house.call(method, `./scim/v2${path}`, {
        token,
        ...options,
        headers: { ...(body === undefined ? {} : { "content-type": "application/scim+json" }), ...options.headers },
        ...(body === undefined ? {} : { raw: JSON.stringify(body) }),
      }),
  };
}

const newUserName = () => `s${newId().slice(-10)}@demo.example`;
const filterBy = (filter: string) => `/Users?filter=${encodeURIComponent(filter)}`;
const patchOf = (...Operations: object[]) => ({ schemas: [patchSchema], Operations });

async function auditOf(entityId: string) {
  return database.owner<{ action: string; actor_name: string; actor_kind: string }[]>`
    select action, actor_name, actor_kind from gloria.audit_events where entity_id = ${entityId} order by occurred_at, id`;
}

describe("Okta", () => {
  it("probes, creates, updates without active, deactivates, finds again and reactivates", async () => {
    const { scim, tokenId } = one;
    const userName = newUserName();
    const probe = await scim("GET", `${filterBy(`userName eq "${userName}"`)}&startIndex=1&count=100`);
    expect(probe.status).toBe(200);
    expect(probe.headers.get("content-type")).toBe("application/scim+json");
    expect(probe.body).toEqual({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
      totalResults: 0,
      startIndex: 1,
      itemsPerPage: 0,
      Resources: [],
    });
    const sent = {
      schemas: [userSchema],
      userName,
      name: { givenName: "Siti", familyName: "Aminah" },
      emails: [{ primary: true, value: userName, type: "work" }],
      displayName: "Siti Aminah",
      locale: "id-ID",
      externalId: `okta-${newId()}`,
      groups: [],
      password: "1mz050nq",
      active: true,
    };
    const created = await scim("POST", "/Users", sent);
    expect(created.status, created.text).toBe(201);
    const { id } = created.body;
    expect(created.headers.get("location")).toBe(created.body.meta.location);
    expect(created.headers.get("etag")).toBe(created.body.meta.version);
    expect(created.body).toMatchObject({
      userName,
      externalId: sent.externalId,
      active: true,
      name: { formatted: "Siti Aminah", givenName: "Siti", familyName: "Aminah" },
      emails: sent.emails,
    });
    expect(created.text).not.toContain("1mz050nq");
    expect((await scim("GET", filterBy(`userName eq "${userName.toUpperCase()}"`))).body.Resources).toMatchObject([
      { id },
    ]);
    const { active: _, ...withoutActive } = sent;
    const put = await scim("PUT", `/Users/${id}`, {
      ...withoutActive,
      id,
      name: { givenName: "Siti", familyName: "A." },
    });
    expect(put.body).toMatchObject({ active: true, name: { formatted: "Siti A.", familyName: "A." } });
    const off = await scim("PATCH", `/Users/${id}`, patchOf({ op: "replace", value: { active: false } }));
    expect(off.body.active).toBe(false);
    expect((await scim("PUT", `/Users/${id}`, withoutActive)).body.active).toBe(false);
    expect((await scim("GET", `/Users/${id}`)).body.active).toBe(false);
    expect((await scim("PUT", `/Users/${id}`, sent)).body.active).toBe(true);
    const audit = await auditOf(id);
    expect(audit.map((event) => event.action)).toEqual([
      "user.create",
      "user.update",
      "user.suspend",
      "user.update",
      "user.activate",
    ]);
    expect(new Set(audit.map((event) => event.actor_name))).toEqual(new Set([`scim:${tokenId}`]));
  });
});

describe("Entra", () => {
  it("tests the connection with a user that nobody has", async () => {
    const probe = await one.scim("GET", filterBy(`userName eq "${crypto.randomUUID()}"`));
    expect([probe.status, probe.body.totalResults, probe.body.Resources]).toEqual([200, 0, []]);
    expect((await one.scim("GET", filterBy(`externalId eq "${crypto.randomUUID()}"`))).body.totalResults).toBe(0);
  });

  it("creates, patches in its own ways, disables with a text, and deletes softly until it comes again", async () => {
    const { scim } = one;
    const userName = newUserName();
    const externalId = newId();
    const nip = `N${newId().slice(-9)}`;
    const created = await scim("POST", "/Users", {
      schemas: [userSchema, enterprise],
      externalId,
      userName,
      active: "True",
      displayName: "Budi",
      emails: [{ primary: true, type: "work", value: userName }],
      meta: { resourceType: "User" },
      name: { formatted: "Budi Santoso", familyName: "Santoso", givenName: "Budi" },
      [enterprise]: { employeeNumber: nip },
    });
    expect(created.status, created.text).toBe(201);
    const { id } = created.body;
    expect(created.body[enterprise]).toEqual({ employeeNumber: nip });
    expect((await scim("GET", filterBy(`externalId eq "${externalId}"`))).body.Resources).toMatchObject([{ id }]);
    const email = newUserName();
    const patched = await scim(
      "PATCH",
      `/Users/${id}`,
      patchOf(
        { op: "Replace", path: 'emails[type eq "work"].value', value: email },
        { op: "Add", path: 'phoneNumbers[type eq "mobile"].value', value: "+628111111" },
        { op: "Add", path: "name.familyName", value: "Hartono" },
        { op: "Add", value: { title: "Guru", [`${enterprise}:employeeNumber`]: `${nip}9` } },
      ),
    );
    expect(patched.status, patched.text).toBe(200);
    expect(patched.body).toMatchObject({
      emails: [{ value: email }],
      phoneNumbers: [{ value: "+628111111" }],
      name: { formatted: "Budi Hartono", familyName: "Hartono" },
      title: "Guru",
      [enterprise]: { employeeNumber: `${nip}9` },
    });
    expect((await scim("GET", filterBy(`emails[type eq "work"].value eq "${email}"`))).body.totalResults).toBe(1);
    const gone = await scim("PATCH", `/Users/${id}`, patchOf({ op: "Remove", path: "phoneNumbers" }));
    expect(gone.body.phoneNumbers).toBeUndefined();
    const off = await scim("PATCH", `/Users/${id}`, patchOf({ op: "Replace", path: "active", value: "False" }));
    expect(off.body.active).toBe(false);
    expect((await scim("DELETE", `/Users/${id}`)).status).toBe(204);
    expect((await scim("GET", `/Users/${id}`)).status).toBe(404);
    expect((await scim("DELETE", `/Users/${id}`)).status).toBe(404);
    expect((await scim("GET", filterBy(`externalId eq "${externalId}"`))).body.totalResults).toBe(0);
    const again = await scim("POST", "/Users", { schemas: [userSchema], userName, externalId, displayName: "Budi" });
    expect([again.status, again.body.id, again.body.active], again.text).toEqual([201, id, true]);
  });
});

describe("a person", () => {
  it("who was there before is found by e-mail, sign-in name or NIP, and taken over", async () => {
    const { tenant, scim } = one;
    const nip = `N${newId().slice(-8)}`;
    const email = newUserName();
    const id = await tenant.addUser({ email, nip, name: "Wulan" });
    expect((await scim("GET", filterBy(`userName eq "${email}"`))).body.Resources).toMatchObject([{ id }]);
    expect((await scim("GET", filterBy(`userName eq "${nip}"`))).body.Resources).toMatchObject([{ id }]);
    expect((await scim("POST", "/Users", { userName: email })).body).toMatchObject({
      status: "409",
      scimType: "uniqueness",
      schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
    });
    const externalId = newId();
    const taken = await scim("PATCH", `/Users/${id}`, patchOf({ op: "add", path: "externalId", value: externalId }));
    expect(taken.body).toMatchObject({ externalId, userName: email, name: { formatted: "Wulan" } });
    const [row] = await database.owner`select nip from gloria.users where id = ${id}`;
    expect(row).toEqual({ nip });
    expect((await scim("POST", "/Users", { userName: newUserName(), externalId })).body.scimType).toBe("uniqueness");
  });

  it("without e-mail gets a sign-in name", async () => {
    const userName = `guru.${newId().slice(-8)}`;
    const made = await one.scim("POST", "/Users", { userName, name: { formatted: "Guru Tanpa Surel" } });
    expect(made.status, made.text).toBe(201);
    const [row] = await database.owner`select username, email from gloria.users where id = ${made.body.id}`;
    expect(row).toEqual({ username: userName, email: null });
  });

  it("who is deactivated is out with the next request, and the last administrator stays", async () => {
    const { tenant, scim } = one;
    const id = await tenant.addUser();
    const token = await tokenOf(id);
    expect((await house.call("GET", "/auth/me", { token })).status).toBe(200);
    await scim("PATCH", `/Users/${id}`, patchOf({ op: "replace", path: "active", value: false }));
    expect((await house.call("GET", "/auth/me", { token })).body.code).toBe("auth.session_revoked");
    const admin = await scim(
      "PATCH",
      `/Users/${tenant.adminId}`,
      patchOf({ op: "replace", path: "active", value: false }),
    );
    expect(admin.body).toMatchObject({ status: "409" });
    expect((await house.call("GET", "/auth/me", { token: one.admin })).status).toBe(200);
    expect((await scim("DELETE", `/Users/${tenant.adminId}`)).status).toBe(409);
  });

  it("who has resigned is not called back", async () => {
    const id = await one.tenant.addUser({ status: "resigned" });
    const answer = await one.scim("PATCH", `/Users/${id}`, patchOf({ op: "replace", path: "active", value: true }));
    expect([answer.status, answer.body.active]).toEqual([200, false]);
  });

  it("is guarded by versions", async () => {
    const { scim } = one;
    const made = await scim("POST", "/Users", { userName: newUserName() });
    const { id, meta } = made.body;
    const change = (title: string, tag: string) =>
      scim("PATCH", `/Users/${id}`, patchOf({ op: "add", path: "title", value: title }), {
        headers: { "if-match": tag },
      });
    expect((await scim("GET", `/Users/${id}`, undefined, { headers: { "if-none-match": meta.version } })).status).toBe(
      304,
    );
    const changed = await change("A", meta.version);
    expect(changed.status, changed.text).toBe(200);
    expect(changed.body.meta.version).not.toBe(meta.version);
    expect((await change("B", meta.version)).body).toMatchObject({ status: "412" });
    expect((await change("B", "*")).status).toBe(200);
    const again = await change("B", "*");
    expect((await change("B", again.body.meta.version)).body.meta.version).toBe(again.body.meta.version);
  });
});

describe("a list", () => {
  it("pages from 1, counts all, and takes numbers out of range as the edge", async () => {
    const { tenant, scim } = await makeProvider();
    for (let place = 0; place < 4; place++) await tenant.addUser();
    const first = await scim("GET", "/Users?startIndex=1&count=2");
    const second = await scim("GET", "/Users?startIndex=3&count=2");
    const ids = [...first.body.Resources, ...second.body.Resources].map((user: { id: string }) => user.id);
    expect(new Set(ids).size).toBe(4);
    expect(second.body).toMatchObject({ totalResults: 5, startIndex: 3, itemsPerPage: 2 });
    expect((await scim("GET", "/Users?count=0")).body).toMatchObject({
      totalResults: 5,
      itemsPerPage: 0,
      Resources: [],
    });
    expect((await scim("GET", "/Users?startIndex=-3&count=-1")).body).toMatchObject({ startIndex: 1, itemsPerPage: 0 });
    expect((await scim("GET", "/Users?startIndex=99")).body).toMatchObject({ totalResults: 5, Resources: [] });
  });

  it("understands filters, and refuses what it does not", async () => {
    const { tenant, scim } = await makeProvider();
    await tenant.addUser({ name: "Ani Lestari", email: "ani@demo.example" });
    await tenant.addUser({ name: "Budi", email: "budi@demo.example", status: "suspended" });
    const names = async (filter: string) =>
      (await scim("GET", filterBy(filter))).body.Resources?.map(
        (user: { displayName: string }) => user.displayName,
      ).sort();
    expect(await names('displayName co "LEST"')).toEqual(["Ani Lestari"]);
    expect(await names('userName sw "ani"')).toEqual(["Ani Lestari"]);
    expect(await names('userName ew "i@demo.example" and active eq false')).toEqual(["Budi"]);
    expect(await names('active eq "False"')).toEqual(["Budi"]);
    expect(await names('userName eq "ani@demo.example" or userName eq "budi@demo.example"')).toHaveLength(2);
    expect(await names("not (active eq true)")).toEqual(["Budi"]);
    expect(await names("externalId pr")).toEqual([]);
    for (const bad of ["userName", 'password eq "x"', 'userName gt "a"', "userName eq '; drop table gloria.users"]) {
      expect((await scim("GET", filterBy(bad))).body, bad).toMatchObject({ status: "400", scimType: "invalidFilter" });
    }
    expect(await names('userName eq "\' or 1=1 --"')).toEqual([]);
  });
});

describe("a group", () => {
  async function makeRole(tenant: TestTenant, code: string) {
    const id = newId();
    const name = `Peran ${id.slice(-8)}`;
    await database.owner`insert into gloria.roles (tenant_id, id, code, name) values (${tenant.id}, ${id}, ${`p-${id}`}, ${name})`;
    await database.owner`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, scope) values (${tenant.id}, ${newId()}, 'role', ${id}, ${code}, 'ALL')`;
    return { id, name };
  }
  const open = (provider: Provider, id: string, provisioned = true, token = provider.admin) =>
    house.call("PUT", `/scim-roles/${id}`, { token, body: { provisioned } });

  it("is a role that an administrator has opened, and its members hold the role from the next request on", async () => {
    const { tenant, scim } = one;
    const role = await makeRole(tenant, "school:read");
    const groups = (filter = `displayName eq "${role.name}"`) =>
      scim("GET", `/Groups?excludedAttributes=members&filter=${encodeURIComponent(filter)}`);
    expect((await groups()).body.totalResults).toBe(0);
    expect((await scim("POST", "/Groups", { displayName: role.name })).status).toBe(403);
    expect((await open(one, role.id)).body).toEqual({ id: role.id, name: role.name, provisioned: true });
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

describe("the service", () => {
  it("describes itself", async () => {
    const config = await one.scim("GET", "/ServiceProviderConfig");
    expect(config.body).toMatchObject({ patch: { supported: true }, etag: { supported: true } });
    const types = await one.scim("GET", "/ResourceTypes");
    expect(types.body.Resources.map((type: { id: string }) => type.id)).toEqual(["User", "Group"]);
    expect((await one.scim("GET", "/ResourceTypes/User")).body.endpoint).toBe("/Users");
    expect((await one.scim("GET", "/Schemas")).body.totalResults).toBe(3);
    expect((await one.scim("GET", `/Schemas/${userSchema}`)).body.name).toBe("User");
    expect((await one.scim("GET", "/Schemas/nothing")).body).toMatchObject({ status: "404" });
    expect((await one.scim("GET", "/Bulk")).body).toMatchObject({ status: "404" });
  });

  it("says what is wrong with a request", async () => {
    for (const [raw, scimType] of [
      ["{", "invalidSyntax"],
      ["[]", "invalidSyntax"],
      ["{}", "invalidValue"],
      ['{"userName":"a b"}', "invalidValue"],
      ['{"userName":"a@b.example","active":"perhaps"}', "invalidValue"],
      ['{"userName":"a@b.example","emails":[{"value":"x"}]}', "invalidValue"],
    ] as const) {
      const headers = { "content-type": "application/scim+json" };
      const answer = await one.scim("POST", "/Users", undefined, { raw, headers });
      expect(answer.body, raw).toMatchObject({ status: "400", scimType });
    }
    const wrongType = await one.scim("POST", "/Users", undefined, {
      raw: "{}",
      headers: { "content-type": "text/plain" },
    });
    expect(wrongType.status).toBe(415);
    expect((await one.scim("GET", "/Users/x")).status).toBe(404);
    expect(house.errors).toEqual([]);
  });
});
