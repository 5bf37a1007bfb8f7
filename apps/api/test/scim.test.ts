import { newId } from "@gloria/core";
import { testDatabase } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { apiHouse } from "./support/api-house.ts";
import { filterBy, newUserName, patchOf, type ScimProvider, scimProviders } from "./support/scim-provider.ts";

const database = testDatabase();
const house = apiHouse(database);
const userSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const { makeProvider, tokenOf } = scimProviders(database, house);
let one: ScimProvider;

beforeAll(async () => {
  one = await makeProvider();
});

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
    await scim("PUT", `/Users/${id}`, { userName: newUserName(), externalId, displayName: "Wulan" });
    const [row] = await database.owner`select nip, email from gloria.users where id = ${id}`;
    expect(row).toEqual({ nip, email });
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
