import { createLocalIssuer, localSid } from "@gloria/auth";
import { newId, systemClock } from "@gloria/core";
import { makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { apiHouse } from "./support/api-house.ts";

const database = testDatabase();
const house = apiHouse(database);
let tenant: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  tenant = await makeTenant(database);
  other = await makeTenant(database);
  await tenant.addUser({ name: "Guru Satu", email: "guru@demo.example", nip: "19870012" });
  for (const one of [tenant, other]) await one.addUser({ email: "dua@demo.example" });
  await tenant.addUser({ email: "resigned@demo.example", status: "resigned" });
});

const login = (body: unknown) => house.call("POST", "/auth/login", { body });

/** A token as the api's own issuer would sign it. */
async function forge(session: {
  userId: string;
  tenantId: string;
  sessionId: string;
  ttlSeconds?: number;
  ageSeconds?: number;
}) {
  const now = () => new Date(systemClock.now().getTime() - (session.ageSeconds ?? 0) * 1000);
  const issuer = await createLocalIssuer({
    home: house.home,
    authorizedParty: "http://localhost",
    environment: "test",
    host: "127.0.0.1",
    clock: { now },
  });
  return issuer.sign({ ttlSeconds: 3600, ...session }).token;
}

describe("signing in locally", () => {
  it("answers with a token, the person and the tenant, by e-mail in any case, and by NIP", async () => {
    for (const identifier of ["guru@demo.example", "GURU@Demo.Example", "19870012"]) {
      const answer = await login({ identifier });
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({
        user: { name: "Guru Satu", status: "active" },
        tenant: { id: tenant.id, kind: "foundation" },
      });
      expect(Date.parse(answer.body.expiresAt)).toBeGreaterThan(Date.now());
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
    const events = await database.owner<{ n: number }[]>`
      select count(*)::int as n from gloria.audit_events a join gloria.users u on u.id = a.actor_id where u.email = 'guru@demo.example' and a.action = 'auth.login' and a.request_id is not null`;
    expect(events[0]?.n).toBe(3);
  });

  it("asks which tenant where several know the identifier", async () => {
    const ambiguous = await login({ identifier: "dua@demo.example" });
    expect(ambiguous.body).toMatchObject({ status: 409, code: "auth.identifier_ambiguous" });
    expect([...ambiguous.body.params.tenants].sort()).toEqual([tenant.code, other.code].sort());
    expect((await login({ identifier: "dua@demo.example", tenant: other.code })).body.tenant.id).toBe(other.id);
    expect((await login({ identifier: "dua@demo.example", tenant: "nowhere" })).body.code).toBe(
      "auth.identifier_unknown",
    );
  });

  it("refuses the unknown, the inactive, and nobody", async () => {
    expect((await login({ identifier: "nobody@demo.example" })).body).toMatchObject({
      status: 401,
      code: "auth.identifier_unknown",
    });
    expect((await login({ identifier: "resigned@demo.example" })).body).toMatchObject({
      status: 403,
      code: "auth.person_inactive",
    });
    expect((await login({})).body).toMatchObject({ status: 422, errors: [{ path: "identifier" }] });
  });

  it("tells how people sign in here, and of people only those of the demo foundation who are there", async () => {
    const { body } = await house.call("GET", "/auth/options");
    expect(body.issuer).toBe("local");
    expect(body.demoPeople.map((person: { identifier: string }) => person.identifier)).toEqual(["guru@demo.example"]);
  });
});

describe("a session", () => {
  it("tells who it is, is valid, and lists itself", async () => {
    const token = await house.tokenOf("guru@demo.example");
    const me = await house.call("GET", "/auth/me", { token });
    expect(me.body).toMatchObject({
      user: { name: "Guru Satu" },
      tenant: { id: tenant.id },
      permissions: [],
      modules: [],
      positions: [],
    });
    const valid = await house.call("POST", "/auth/validate", { token });
    expect(valid.body).toMatchObject({
      valid: true,
      userId: me.body.user.id,
      tenantId: tenant.id,
      sessionId: me.body.sessionId,
    });
    const sessions = await house.call("GET", "/auth/sessions", { token });
    expect(
      sessions.body.items
        .filter((session: { current: boolean }) => session.current)
        .map((session: { id: string }) => session.id),
    ).toEqual([me.body.sessionId]);
    const refreshed = await house.call("POST", "/auth/refresh-permissions", { token });
    expect(refreshed.body).toEqual({ epoch: me.body.epoch, permissions: [] });
  });

  it("ends with the sign-out: the next request is refused, the person's other session goes on", async () => {
    const [one, two] = [await house.tokenOf("guru@demo.example"), await house.tokenOf("guru@demo.example")];
    expect((await house.call("GET", "/auth/me", { token: one })).status).toBe(200);
    expect((await house.call("POST", "/auth/logout", { token: one })).body).toEqual({ done: true });
    for (const [method, path] of [
      ["GET", "/auth/me"],
      ["POST", "/auth/validate"],
      ["GET", "/users"],
      ["POST", "/auth/logout"],
    ] as const) {
      expect((await house.call(method, path, { token: one })).body).toMatchObject({
        status: 401,
        code: "auth.session_revoked",
      });
    }
    expect((await house.call("GET", "/auth/me", { token: two })).status).toBe(200);
  });

  it("revoked from another one is refused at once; nobody revokes another's", async () => {
    const [one, two] = [await house.tokenOf("guru@demo.example"), await house.tokenOf("guru@demo.example")];
    const { sessionId } = (await house.call("GET", "/auth/me", { token: one })).body;
    const stranger = await login({ identifier: "dua@demo.example", tenant: tenant.code });
    expect((await house.call("DELETE", `/auth/sessions/${sessionId}`, { token: stranger.body.token })).body.code).toBe(
      "auth.session_not_found",
    );
    expect((await house.call("DELETE", `/auth/sessions/${sessionId}`, { token: two })).body).toEqual({ done: true });
    expect((await house.call("GET", "/auth/me", { token: one })).status).toBe(401);
  });

  it("ends with the person, and is refused while the person or the tenant is suspended", async () => {
    const mine = await makeTenant(database);
    const userId = await mine.addUser({ email: "ends@demo.example" });
    const [admin] = await database.owner<
      { email: string }[]
    >`select email from gloria.users where id = ${mine.adminId}`;
    const [boss, token] = [await house.tokenOf(admin?.email ?? ""), await house.tokenOf("ends@demo.example")];
    await house.call("PATCH", `/users/${userId}`, { token: boss, body: { status: "suspended" } });
    expect((await house.call("GET", "/auth/me", { token })).body).toMatchObject({
      status: 403,
      code: "auth.person_inactive",
    });
    await house.call("PATCH", `/users/${userId}`, { token: boss, body: { status: "active" } });
    const again = await house.tokenOf("ends@demo.example");
    await database.owner`update gloria.tenants set status = 'suspended' where id = ${mine.id}`;
    expect((await house.call("GET", "/auth/me", { token: again })).body).toMatchObject({
      status: 403,
      code: "auth.tenant_inactive",
    });
    await database.owner`update gloria.tenants set status = 'active' where id = ${mine.id}`;
    expect((await house.call("GET", "/auth/me", { token: again })).status).toBe(200);
    expect((await house.call("DELETE", `/users/${userId}`, { token: boss })).status).toBe(200);
    expect((await house.call("GET", "/auth/me", { token: again })).status).toBe(401);
  });
});

describe("a token", () => {
  it("of our own key without a session of ours is refused", async () => {
    const token = await forge({ userId: tenant.adminId, tenantId: tenant.id, sessionId: newId() });
    expect((await house.call("GET", "/auth/me", { token })).body).toMatchObject({
      status: 401,
      code: "auth.session_revoked",
    });
  });

  it("of one tenant opens no other: the organisation claim decides, and the person must be there", async () => {
    const token = await forge({ userId: tenant.adminId, tenantId: other.id, sessionId: newId() });
    expect((await house.call("GET", "/users", { token })).body).toMatchObject({
      status: 401,
      code: "auth.unknown_person",
    });
    const nowhere = await forge({ userId: tenant.adminId, tenantId: newId(), sessionId: newId() });
    expect((await house.call("GET", "/users", { token: nowhere })).body).toMatchObject({
      status: 403,
      code: "auth.unknown_tenant",
    });
    const own = await house.tokenOf("guru@demo.example");
    const sessionId = (await house.call("GET", "/auth/me", { token: own })).body.sessionId as string;
    const borrowed = await forge({ userId: other.adminId, tenantId: other.id, sessionId });
    expect((await house.call("GET", "/users", { token: borrowed })).body).toMatchObject({
      status: 401,
      code: "auth.session_revoked",
    });
  });

  it("that has expired, is not yet valid, was changed, or signed by another is refused", async () => {
    const sessionId = newId();
    await database.owner`insert into gloria.sessions (tenant_id, id, user_id, external_sid, source, expires_at) values
      (${tenant.id}, ${sessionId}, ${tenant.adminId}, ${localSid(sessionId)}, 'local', now() + interval '1 day')`;
    const of = { userId: tenant.adminId, tenantId: tenant.id, sessionId };
    const good = await forge(of);
    expect((await house.call("GET", "/auth/me", { token: good })).status).toBe(200);
    const expired = await forge({ ...of, ttlSeconds: 60, ageSeconds: 120 });
    expect((await house.call("GET", "/auth/me", { token: expired })).body).toMatchObject({
      status: 401,
      code: "auth.token_expired",
    });
    const future = await forge({ ...of, ageSeconds: -3600 });
    const [header = "", payload = "", signature = ""] = good.split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    const changed = Buffer.from(JSON.stringify({ ...claims, sub: "user_1" })).toString("base64url");
    const none = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url");
    for (const token of [
      future,
      `${header}.${changed}.${signature}`,
      `${none}.${payload}.`,
      `${header}.${payload}.AAAA`,
      `${good}x`,
      "a.b.c",
      "x".repeat(20_000),
    ]) {
      const answer = await house.call("GET", "/auth/me", { token });
      expect(answer.body, token.slice(0, 40)).toMatchObject({ status: 401 });
      expect(answer.body.code).toMatch(/^auth\.token_/);
    }
  });

  it("whose session has expired is refused, though it is valid itself", async () => {
    const sessionId = newId();
    await database.owner`insert into gloria.sessions (tenant_id, id, user_id, external_sid, source, expires_at) values
      (${tenant.id}, ${sessionId}, ${tenant.adminId}, ${localSid(sessionId)}, 'local', now() - interval '1 second')`;
    const token = await forge({ userId: tenant.adminId, tenantId: tenant.id, sessionId });
    expect((await house.call("GET", "/auth/me", { token })).status).toBe(401);
  });
});
