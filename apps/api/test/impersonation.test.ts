import { newId } from "@gloria/core";
import { makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { apiHouse } from "./support/api-house.ts";
import { describeProcedures, restCall, validInput } from "./support/procedure-inputs.ts";

const database = testDatabase();
const house = apiHouse(database);
let tenant: TestTenant;
let admin: string;

beforeAll(async () => {
  tenant = await makeTenant(database);
  admin = await tokenOf(tenant.adminId);
});

async function tokenOf(userId: string): Promise<string> {
  const [row] = await database.owner<{ email: string }[]>`select email from gloria.users where id = ${userId}`;
  return house.tokenOf(row?.email ?? "");
}

const begin = (token: string, userId: string, more: object = {}) =>
  house.call("POST", "/auth/impersonate", { token, body: { userId, reason: "Bantuan cuti", ...more } });
const as = (id: string, token = admin) => ({ token, headers: { "x-gloria-impersonate": id } });

async function begun(userId: string, token = admin): Promise<string> {
  const answer = await begin(token, userId);
  expect(answer.status, answer.text).toBe(200);
  return answer.body.id;
}

describe("looking through another person's eyes", () => {
  it("shows what they see, tells who looks, and ends when it is ended", async () => {
    const school = await tenant.addSchool();
    const userId = await tenant.addUser({ name: "Guru Biasa", homeSchoolId: school });
    await tenant.addGrant({ userId, code: "user:read", scope: "SCHOOL", schoolId: school });
    const id = await begun(userId);
    const me = await house.call("GET", "/auth/me", as(id));
    expect(me.body).toMatchObject({
      user: { id: userId, name: "Guru Biasa" },
      impersonation: { id, by: { id: tenant.adminId, name: "Admin Yayasan" }, reason: "Bantuan cuti" },
    });
    expect(me.body.permissions.map((held: { code: string }) => held.code)).toEqual(["user:read"]);
    expect((await house.call("GET", "/users", as(id))).body.items).toHaveLength(1);
    expect((await house.call("GET", "/auth/me", { token: admin })).body).toMatchObject({
      user: { id: tenant.adminId },
      impersonation: null,
    });
    expect((await house.call("POST", "/auth/impersonate/end", { ...as(id), body: {} })).body).toEqual({ done: true });
    expect((await house.call("GET", "/auth/me", as(id))).body).toMatchObject({
      status: 403,
      code: "impersonation.ended",
    });
    expect((await house.call("POST", "/auth/impersonate/end", { ...as(id), body: { id } })).status).toBe(200);
  });

  it("is told to the person, and both names stand in what is audited", async () => {
    const userId = await tenant.addUser();
    const id = await begun(userId);
    const told = await database.owner`
      select type, data from gloria.notifications where ${userId} = any(recipient_ids) and type = 'user.impersonated'`;
    expect(told).toMatchObject([{ data: { by: "Admin Yayasan", reason: "Bantuan cuti", minutes: 15 } }]);
    expect((await house.call("GET", "/users", as(id))).status).toBe(403);
    const events = await database.owner`
      select actor_id, on_behalf_of, action from gloria.audit_events
      where tenant_id = ${tenant.id} and (entity_id = ${id} or on_behalf_of = ${userId}) order by occurred_at, id`;
    expect(events).toEqual([
      { actor_id: tenant.adminId, on_behalf_of: null, action: "impersonation.start" },
      { actor_id: tenant.adminId, on_behalf_of: userId, action: "access.denied" },
    ]);
  });

  it("changes nothing, whatever is tried", async () => {
    const userId = await tenant.addUser();
    const id = await begun(userId);
    const writes = describeProcedures().filter(
      ({ kind, meta, name }) =>
        kind === "mutation" && meta.permission !== "public" && meta.cost !== "read" && name !== "auth.endImpersonation",
    );
    expect(writes.length).toBeGreaterThan(15);
    for (const procedure of writes) {
      const rest = restCall(procedure.meta, validInput(procedure));
      if (rest === null) continue;
      const answer = await house.call(rest.method, rest.path, { ...as(id), body: rest.body ?? {} });
      expect([answer.status, answer.body.code], procedure.name).toEqual([403, "impersonation.read_only"]);
    }
    expect((await house.call("GET", "/notifications/stream", as(id))).body.code).toBe("impersonation.read_only");
    expect((await house.call("POST", "/auth/refresh-permissions", { ...as(id), body: {} })).body.code).toBe(
      "impersonation.read_only",
    );
  });

  it("says of nothing that it can be done, though the person may do it", async () => {
    const userId = await tenant.addUser();
    await tenant.addGrant({ userId, code: "user:read", scope: "OWN" });
    await tenant.addGrant({ userId, code: "user:update", scope: "OWN" });
    const theirs = { token: await tokenOf(userId) };
    expect((await house.call("GET", `/users/${userId}`, theirs)).body.can).toMatchObject({ update: true });
    const id = await begun(userId);
    expect((await house.call("GET", `/users/${userId}`, as(id))).body).toMatchObject({
      id: userId,
      can: { update: false, delete: false, restore: false },
    });
  });

  it("shows nothing that is sensitive, though the person may see it", async () => {
    const userId = await tenant.addUser();
    await tenant.addGrant({ userId, code: "employee.sensitive:read", scope: "ALL" });
    await tenant.addGrant({ userId, code: "employee:read", scope: "ALL" });
    const id = await begun(userId);
    const check = (code: string, options: object) =>
      house.call("POST", "/permissions/check", { ...options, body: { code } });
    const theirs = { token: await tokenOf(userId) };
    expect((await check("employee.sensitive:read", theirs)).body.allowed).toBe(true);
    expect((await check("employee.sensitive:read", as(id))).body).toMatchObject({
      allowed: false,
      reason: "impersonated",
    });
    expect((await check("employee:read", as(id))).body.allowed).toBe(true);
  });
});

describe("nobody looks through", () => {
  it("who could do the same, who holds more, who is inactive, oneself, or whom they have no right over", async () => {
    const helper = await tenant.addUser();
    await tenant.addGrant({ userId: helper, code: "user:*", scope: "ALL" });
    const token = await tokenOf(helper);
    const reasonFor = async (userId: string) => {
      const { body } = await begin(token, userId);
      return body.params?.reason ?? body.code;
    };
    const powerful = await tenant.addUser();
    await tenant.addGrant({ userId: powerful, code: "role:assign", scope: "ALL" });
    const second = await tenant.addUser();
    await tenant.addGrant({ userId: second, code: "user:impersonate", scope: "ALL" });
    expect(await reasonFor(tenant.adminId)).toBe("impersonator");
    expect(await reasonFor(second)).toBe("impersonator");
    expect(await reasonFor(powerful)).toBe("holds_more");
    expect(await reasonFor(helper)).toBe("oneself");
    expect(await reasonFor(await tenant.addUser({ status: "suspended" }))).toBe("inactive");
    expect(await reasonFor(newId())).toBe("user.not_found");
    expect(await reasonFor((await makeTenant(database)).adminId)).toBe("user.not_found");
    const plain = await tokenOf(await tenant.addUser());
    expect((await begin(plain, await tenant.addUser())).body.code).toBe("access.denied");
    for (const minutes of [0, 31]) expect((await begin(token, powerful, { minutes })).status).toBe(422);
  });

  it("once the person has come to hold more, or the time is over", async () => {
    const helper = await tenant.addUser();
    await tenant.addGrant({ userId: helper, code: "user:*", scope: "ALL" });
    const token = await tokenOf(helper);
    const userId = await tenant.addUser();
    const id = await begun(userId, token);
    expect((await house.call("GET", "/auth/me", as(id, token))).status).toBe(200);
    await tenant.addGrant({ userId, code: "role:assign", scope: "ALL" });
    expect((await house.call("GET", "/auth/me", as(id, token))).body.code).toBe("impersonation.not_allowed");
    const other = await begun(await tenant.addUser(), token);
    await database.owner`update gloria.impersonations set started_at = now() - interval '20 minutes', expires_at = now() where id = ${other}`;
    expect((await house.call("GET", "/auth/me", as(other, token))).body.code).toBe("impersonation.ended");
  });

  it("from another session, by another person, in another foundation, or when the own session is over", async () => {
    const userId = await tenant.addUser();
    const id = await begun(userId);
    const again = await tokenOf(tenant.adminId);
    expect((await house.call("GET", "/auth/me", as(id, again))).body.code).toBe("impersonation.not_found");
    const other = await makeTenant(database);
    expect((await house.call("GET", "/auth/me", as(id, await tokenOf(other.adminId)))).body.code).toBe(
      "impersonation.not_found",
    );
    const mine = await begun(userId, again);
    expect((await house.call("GET", "/auth/me", as(mine, again))).status).toBe(200);
    expect((await house.call("POST", "/auth/logout", { token: again, body: {} })).status).toBe(200);
    expect((await house.call("GET", "/auth/me", as(mine, again))).body.code).toBe("auth.session_revoked");
    expect((await house.call("GET", "/auth/me", as("x"))).body.code).toBe("request.header_invalid");
  });
});
