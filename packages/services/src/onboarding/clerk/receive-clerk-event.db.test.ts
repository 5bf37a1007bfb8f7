import { newId } from "@gloria/core";
import { makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { ensureClerkSession } from "../../access/index.ts";
import type { Services } from "../../platform/index.ts";
import { type ClerkSessionEnded, receiveClerkEvent } from "./index.ts";

const database = testDatabase();
let services: Services;
let tenants: TestTenant[];
const sessionIds = new Map<string, string>();
const sessionIdOf = (tenantId: string, sid: string) => {
  const key = `${tenantId} ${sid}`;
  const id = sessionIds.get(key) ?? newId();
  sessionIds.set(key, id);
  return id;
};

beforeAll(async () => {
  services = testServices(database);
  tenants = [await makeTenant(database), await makeTenant(database)];
});

const ended = (clerkUserId: string, sid: string, id = newId()): ClerkSessionEnded => ({
  id,
  type: "session.revoked",
  timestampMs: Date.now(),
  data: { sid, clerkUserId },
});
const receive = (event: Parameters<typeof receiveClerkEvent>[2]) =>
  receiveClerkEvent(
    services,
    { origin: { requestId: newId(), ip: null, userAgent: null, traceId: null, channel: "job" } },
    event,
    sessionIdOf,
  );

/** One Clerk user who is a person in both tenants. */
async function person(): Promise<{ subject: string; ids: string[] }> {
  const subject = `user_${newId()}`;
  const ids: string[] = [];
  for (const tenant of tenants) {
    const id = await tenant.addUser();
    await database.owner`update gloria.users set clerk_user_id = ${subject} where id = ${id}`;
    ids.push(id);
  }
  return { subject, ids };
}

async function sessionsOf(sid: string): Promise<{ revoked: boolean }[]> {
  return [
    ...(await database.owner<
      { revoked: boolean }[]
    >`select revoked_at is not null as revoked from gloria.sessions where external_sid = ${sid}`),
  ];
}

describe("an event of Clerk's", () => {
  it("ends the person's session in every tenant, once, and is audited there", async () => {
    const { subject, ids } = await person();
    const sid = newId();
    for (const [index, tenant] of tenants.entries()) {
      await ensureClerkSession(services, tenant.system, {
        tenantId: tenant.id,
        userId: ids[index] ?? "",
        sessionId: sessionIdOf(tenant.id, sid),
        externalSid: sid,
      });
    }
    const event = ended(subject, sid);
    const outcomes = await Promise.all([receive(event), receive(event), receive(event)]);
    expect(outcomes.sort()).toEqual(["already_done", "already_done", "done"]);
    expect(await sessionsOf(sid)).toEqual([{ revoked: true }, { revoked: true }]);
    const audits =
      await database.owner`select 1 from gloria.audit_events where action = 'auth.session_revoked' and entity_id in (${sessionIdOf(tenants[0]?.id ?? "", sid)}, ${sessionIdOf(tenants[1]?.id ?? "", sid)})`;
    expect(audits).toHaveLength(2);
  });

  it("that comes before the session was ever seen keeps it closed when it is", async () => {
    const { subject, ids } = await person();
    const sid = newId();
    expect(await receive(ended(subject, sid))).toBe("done");
    const [tenant] = tenants;
    if (tenant === undefined) throw new Error("no tenant");
    await ensureClerkSession(services, tenant.system, {
      tenantId: tenant.id,
      userId: ids[0] ?? "",
      sessionId: sessionIdOf(tenant.id, sid),
      externalSid: sid,
    });
    expect(await sessionsOf(sid)).toEqual([{ revoked: true }, { revoked: true }]);
  });

  it("about somebody unknown, or of a kind that is not acted on, is taken and left", async () => {
    expect(await receive(ended(`user_${newId()}`, newId()))).toBe("ignored");
    const other = { id: newId(), type: "session.created", timestampMs: Date.now() };
    expect(await receive(other)).toBe("ignored");
    expect(await receive(other)).toBe("already_done");
  });

  it("whose acting fails is not taken, so that it is acted on when it comes again", async () => {
    const { subject } = await person();
    const event = ended(subject, newId());
    const failing = receiveClerkEvent(
      services,
      { origin: { requestId: newId(), ip: null, userAgent: null, traceId: null, channel: "job" } },
      event,
      () => {
        throw new Error("made by a test");
      },
    );
    await expect(failing).rejects.toThrow("made by a test");
    expect(await receive(event)).toBe("done");
  });
});
