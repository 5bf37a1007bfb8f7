import { newId, type TenantContext } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import { assertMayReadQueues, checkPermission, explainPermission, listWhoCan } from "../permissions/index.ts";
import {
  ensureClerkSession,
  getMe,
  issueTicket,
  listSessions,
  recordClerkSignIn,
  redeemTicket,
  revokeSession,
  signInLocally,
  signOut,
  type TicketRecord,
  validateSession,
} from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
const issuer = {
  sign: (session: { sessionId: string; ttlSeconds: number }) => ({
    token: `token of ${session.sessionId}`,
    expiresAt: new Date(Date.now() + session.ttlSeconds * 1000),
  }),
  sidOf: (id: string) => `sess_${id}`,
};

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
});

async function signedIn(of = tenant): Promise<TenantContext & { userId: string; sessionId: string }> {
  const nip = newId();
  const userId = await of.addUser({ nip, name: "Masuk" });
  const { token } = await signInLocally(services, issuer, of.system, { identifier: nip });
  const sessionId = token.replace("token of ", "");
  return { ...of.as(userId, { actor: { kind: "user", userId, sessionId } }), userId, sessionId };
}

async function actionsOf(userId: string): Promise<string[]> {
  const rows = await database.owner<
    { action: string }[]
  >`select action from gloria.audit_events where actor_id = ${userId} order by occurred_at, id`;
  return rows.map((row) => row.action);
}

describe("sessions", () => {
  it("begin, hold, are listed, and end with the sign-out", async () => {
    const me = await signedIn();
    await expect(validateSession(services, me)).resolves.toBeUndefined();
    expect((await getMe(services, me)).sessionId).toBe(me.sessionId);
    expect((await listSessions(services, me, {})).items).toMatchObject([
      { id: me.sessionId, current: true, source: "local", revokedAt: null },
    ]);
    await signOut(services, me);
    await expect(validateSession(services, me).catch(codeOf)).resolves.toBe("auth.session_revoked");
    expect(await actionsOf(me.userId)).toEqual(["auth.login", "auth.logout"]);
  });

  it("are revoked by their owner alone, and revoking twice changes nothing", async () => {
    const [me, other] = [await signedIn(), await signedIn()];
    const foreign = await signedIn(await makeTenant(database));
    for (const id of [other.sessionId, foreign.sessionId, newId()]) {
      await expect(revokeSession(services, me, { id }).catch(codeOf)).resolves.toBe("auth.session_not_found");
    }
    await expect(validateSession(services, other)).resolves.toBeUndefined();
    const elsewhere: TenantContext = { ...me, actor: { kind: "user", userId: me.userId, sessionId: null } };
    await revokeSession(services, elsewhere, { id: me.sessionId });
    const [first] = await database.owner`select revoked_at from gloria.sessions where id = ${me.sessionId}`;
    await revokeSession(services, elsewhere, { id: me.sessionId });
    expect(await database.owner`select revoked_at from gloria.sessions where id = ${me.sessionId}`).toEqual([first]);
  });

  it("page, newest first", async () => {
    const me = await signedIn();
    for (let index = 0; index < 4; index++) {
      await database.owner`insert into gloria.sessions (tenant_id, id, user_id, external_sid, source, expires_at) values (${tenant.id}, ${newId()}, ${me.userId}, ${newId()}, 'local', now() + interval '1 hour')`;
    }
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listSessions(services, me, { limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map((session) => session.id));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(5);
  });

  it("of Clerk get a row once, which a webhook that came first keeps revoked", async () => {
    const userId = await tenant.addUser();
    const seen = { tenantId: tenant.id, userId, sessionId: newId(), externalSid: newId() };
    await Promise.all([1, 2, 3].map(() => ensureClerkSession(services, tenant.system, seen)));
    const ctx = tenant.as(userId, { actor: { kind: "user", userId, sessionId: seen.sessionId } });
    const answer = await recordClerkSignIn(services, ctx, { token: "t", expiresAt: new Date(0) });
    expect(answer).toMatchObject({ token: "t", user: { id: userId } });
    await database.owner`update gloria.sessions set revoked_at = now() where id = ${seen.sessionId}`;
    await ensureClerkSession(services, tenant.system, seen);
    await expect(validateSession(services, ctx).catch(codeOf)).resolves.toBe("auth.session_revoked");
    await database.owner`update gloria.users set status = 'suspended' where id = ${userId}`;
    await expect(
      recordClerkSignIn(services, tenant.as(userId, { actor: { kind: "user", userId, sessionId: null } }), {
        token: "t",
        expiresAt: new Date(0),
      }).catch(codeOf),
    ).resolves.toBe("auth.unauthenticated");
  });
});

describe("tickets", () => {
  const ticket = (me: { userId: string; sessionId: string }, more: Partial<TicketRecord> = {}): TicketRecord => ({
    tenantId: tenant.id,
    userId: me.userId,
    sessionId: me.sessionId,
    id: newId(),
    purpose: "files",
    secretHash: "h",
    expiresAt: new Date(Date.now() + 60_000),
    ...more,
  });

  it("are used once, of many at the same time too, and are audited", async () => {
    const me = await signedIn();
    const one = ticket(me);
    await issueTicket(services, me, one);
    await expect(redeemTicket(services, me, { ...one, secretHash: "other" }).catch(codeOf)).resolves.toBe(
      "auth.ticket_invalid",
    );
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => redeemTicket(services, me, one)));
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect(await actionsOf(me.userId)).toEqual(["auth.login", "auth.ticket_issued", "auth.ticket_redeemed"]);
  });

  it("expire, and end with the session", async () => {
    const me = await signedIn();
    const old = ticket(me, { expiresAt: new Date(Date.now() - 1) });
    await issueTicket(services, me, old);
    await expect(redeemTicket(services, me, old).catch(codeOf)).resolves.toBe("auth.ticket_invalid");
    const good = ticket(me);
    await issueTicket(services, me, good);
    await signOut(services, me);
    await expect(redeemTicket(services, me, good).catch(codeOf)).resolves.toBe("auth.session_revoked");
  });

  it("for the job dashboard are for operators", async () => {
    const me = await signedIn();
    await expect(issueTicket(services, me, ticket(me, { purpose: "jobs" })).catch(codeOf)).resolves.toBe(
      "access.denied",
    );
    await expect(assertMayReadQueues(services, me).catch(codeOf)).resolves.toBe("access.denied");
  });
});

describe("checkPermission", () => {
  it("answers about oneself, and about others to who may ask", async () => {
    const school = await tenant.addSchool();
    const userId = await tenant.addUser({ homeSchoolId: school });
    await tenant.addGrant({ userId, code: "user:read", scope: "SCHOOL", schoolId: school });
    const ask = (ctx: TenantContext, input: Parameters<typeof checkPermission>[2]) =>
      checkPermission(services, ctx, input).catch(codeOf);
    expect(await ask(tenant.as(userId), { code: "user:read" })).toMatchObject({ allowed: true });
    expect(await ask(tenant.as(userId), { code: "user:read", target: { schoolIds: [school] } })).toMatchObject({
      allowed: true,
    });
    expect(await ask(tenant.as(userId), { code: "user:read", target: { schoolIds: [newId()] } })).toMatchObject({
      allowed: false,
    });
    expect(await ask(tenant.as(userId), { code: "user:delete" })).toMatchObject({ allowed: false });
    expect(await ask(tenant.as(userId), { code: "user:read", userId: tenant.adminId })).toBe("access.denied");
    expect(await ask(tenant.admin, { code: "user:read", userId })).toMatchObject({ allowed: true });
    const foreign = await makeTenant(database);
    expect(await ask(tenant.admin, { code: "user:read", userId: foreign.adminId })).toBe("user.not_found");
    for (const [code, refusal] of [
      ["unheard:of", "access.unknown_permission"],
      ["not a code", "access.unknown_permission"],
      ["user:*", "access.wildcard_refused"],
      ["user:read:ALL", "access.wildcard_refused"],
    ] as const) {
      const named = { code: refusal, params: { permission: code } };
      await expect(checkPermission(services, tenant.admin, { code }), code).rejects.toMatchObject(named);
      await expect(listWhoCan(services, tenant.admin, { code }), code).rejects.toMatchObject(named);
      await expect(explainPermission(services, tenant.admin, { code }), code).rejects.toMatchObject(named);
    }
  });
});
