import { newId, silentLogger } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { listUsers } from "../../organisation/index.ts";
import type { Services } from "../../platform/index.ts";
import {
  closeUserSession,
  closeUserSessions,
  createActivityLog,
  listUserSessions,
  signInLocally,
  validateSession,
} from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
const issuer = {
  sign: (session: { sessionId: string; ttlSeconds: number }) => ({
    token: session.sessionId,
    expiresAt: new Date(Date.now() + session.ttlSeconds * 1000),
  }),
  sidOf: (id: string) => `sess_${id}`,
};

beforeAll(async () => {
  services = {
    ...testServices(database),
    // Activity that cannot be written is only warned of.
    logger: {
      ...silentLogger,
      warn: (fields) => {
        throw fields["err"];
      },
    },
  };
  tenant = await makeTenant(database);
});

async function signIn(times = 1, homeSchoolId?: string) {
  const nip = newId();
  const userId = await tenant.addUser({ nip, ...(homeSchoolId === undefined ? {} : { homeSchoolId }) });
  const sessions: string[] = [];
  for (let n = 0; n < times; n += 1)
    sessions.push((await signInLocally(services, issuer, tenant.system, { identifier: nip })).token);
  const as = (sessionId: string) => tenant.as(userId, { actor: { kind: "user", userId, sessionId } });
  return { userId, sessions, as, first: sessions[0] ?? "", second: sessions[1] ?? "" };
}

describe("an administrator", () => {
  it("sees and ends sessions of others, one or all, and each end is audited", async () => {
    const person = await signIn(3);
    const page = await listUserSessions(services, tenant.admin, { id: person.userId, limit: 2 });
    expect(page).toMatchObject({ can: { close: true } });
    expect(page.items.every(({ current }) => !current)).toBe(true);
    const rest = await listUserSessions(services, tenant.admin, { id: person.userId, cursor: page.nextCursor ?? "" });
    expect([...page.items, ...rest.items].map(({ id }) => id).sort()).toEqual([...person.sessions].sort());
    const one = { id: person.userId, sessionId: person.first };
    expect(await closeUserSession(services, tenant.admin, one)).toEqual({ closed: 1 });
    expect(await closeUserSession(services, tenant.admin, one)).toEqual({ closed: 0 });
    await expect(validateSession(services, person.as(person.first)).catch(codeOf)).resolves.toBe(
      "auth.session_revoked",
    );
    await validateSession(services, person.as(person.second));
    expect(await closeUserSessions(services, tenant.admin, { id: person.userId })).toEqual({ closed: 2 });
    const [events] = await database.owner`
      select count(*)::int as n from gloria.audit_events
      where action = 'auth.session_revoked' and actor_id = ${tenant.adminId} and entity_id = any(${person.sessions})`;
    expect(events?.["n"]).toBe(3);
  });

  it("needs the right over that person, and finds no session of somebody else", async () => {
    const [here, there] = [await tenant.addSchool(), await tenant.addSchool()];
    const [mine, other] = [await signIn(1, here), await signIn(1, there)];
    const clerk = await tenant.addUser();
    await tenant.addGrant({ userId: clerk, code: "session:*", scope: "SCHOOL", schoolId: here });
    const ctx = tenant.as(clerk);
    const refused = await Promise.all([
      listUserSessions(services, ctx, { id: other.userId }).catch(codeOf),
      closeUserSessions(services, ctx, { id: other.userId }).catch(codeOf),
      closeUserSession(services, ctx, { id: other.userId, sessionId: other.first }).catch(codeOf),
      closeUserSession(services, ctx, { id: mine.userId, sessionId: other.first }).catch(codeOf),
      listUserSessions(services, (await makeTenant(database)).admin, { id: mine.userId }).catch(codeOf),
    ]);
    expect(refused).toEqual([
      "access.denied",
      "access.denied",
      "access.denied",
      "auth.session_not_found",
      "user.not_found",
    ]);
    await validateSession(services, other.as(other.first));
    expect((await listUserSessions(services, ctx, { id: mine.userId })).items).toHaveLength(1);
  });
});

describe("when somebody was there last", () => {
  const lastOf = async (userId: string, sessionId: string) => {
    const [row] = await database.owner<{ user: Date | null; session: Date | null; version: number }[]>`
      select u.last_active_at as "user", s.last_seen_at as session, u.version
      from gloria.users u join gloria.sessions s on s.user_id = u.id where u.id = ${userId} and s.id = ${sessionId}`;
    return row;
  };

  it("is written once in five minutes, without a new version, and never for an ended session", async () => {
    const [person, gone] = [await signIn(), await signIn()];
    await closeUserSessions(services, tenant.admin, { id: gone.userId });
    let now = new Date("2026-11-22T10:00:00.000Z");
    const log = createActivityLog({ ...services, clock: { now: () => now } });
    const note = (of: typeof person) => log.note({ tenantId: tenant.id, userId: of.userId, sessionId: of.first });
    note(person);
    note(gone);
    await log.flush();
    const at = now;
    expect(await lastOf(person.userId, person.first)).toEqual({ user: at, session: at, version: 1 });
    expect(await lastOf(gone.userId, gone.first)).toMatchObject({ user: null, session: null });
    now = new Date(at.getTime() + 4 * 60_000);
    note(person);
    await log.flush();
    expect((await lastOf(person.userId, person.first))?.session).toEqual(at);
    now = new Date(at.getTime() + 5 * 60_000);
    note(person);
    await log.close();
    expect(await lastOf(person.userId, person.first)).toEqual({ user: now, session: now, version: 1 });
  });

  it("does not wait for a row that is held, and finds people by it", async () => {
    const person = await signIn();
    const log = createActivityLog(services);
    const note = () => log.note({ tenantId: tenant.id, userId: person.userId, sessionId: person.first });
    await database.owner.begin(async (sql) => {
      await sql`select 1 from gloria.users where id = ${person.userId} for update`;
      note();
      await log.flush();
    });
    expect((await lastOf(person.userId, person.first))?.user).toBeNull();
    const fresh = createActivityLog(services);
    fresh.note({ tenantId: tenant.id, userId: person.userId, sessionId: person.first });
    await fresh.close();
    await log.close();
    const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
    const recent = await listUsers(services, tenant.admin, { lastActiveAfter: hourAgo });
    expect(recent.items.map(({ id }) => id)).toContain(person.userId);
    expect(recent.items.every(({ lastActiveAt }) => lastActiveAt !== null)).toBe(true);
    const idle = await listUsers(services, tenant.admin, { lastActiveBefore: hourAgo });
    expect(idle.items.map(({ id }) => id)).not.toContain(person.userId);
    expect(idle.items.length).toBeGreaterThan(0);
  });
});
