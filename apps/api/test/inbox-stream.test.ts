import { inboxNotifyChannel } from "@gloria/contracts";
import { newId } from "@gloria/core";
import { makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { apiHouse } from "./support/api-house.ts";
import { openStream } from "./support/open-stream.ts";

const database = testDatabase();
const house = apiHouse(database);
let tenant: TestTenant;

beforeAll(async () => {
  tenant = await makeTenant(database);
});

async function person() {
  const email = `${newId()}@demo.example`;
  const userId = await tenant.addUser({ email });
  return { userId, email, token: await house.tokenOf(email) };
}

/** An item as the worker puts it there, and its word to the streams. */
async function deliver(userId: string): Promise<string> {
  const [id, notificationId] = [newId(), newId()];
  const data = { name: "Siti", tenantName: "Contoh", identifier: "s", signInUrl: "http://127.0.0.1/" };
  const rev = await database.owner.begin(async (sql) => {
    const [counter] = await sql<{ rev: number }[]>`
      insert into gloria.inbox_counters as c (tenant_id, user_id, unread, unseen, rev) values (${tenant.id}, ${userId}, 1, 1, 1)
      on conflict (tenant_id, user_id) do update set unread = c.unread + 1, unseen = c.unseen + 1, rev = c.rev + 1 returning rev`;
    await sql`insert into gloria.notifications (tenant_id, id, type, category, data, recipient_ids)
      values (${tenant.id}, ${notificationId}, 'user.welcome', 'account', ${sql.json(data)}, ${[userId]})`;
    await sql`insert into gloria.inbox_items (tenant_id, id, user_id, notification_id, type, category, data, rev)
      values (${tenant.id}, ${id}, ${userId}, ${notificationId}, 'user.welcome', 'account', ${sql.json(data)}, ${counter?.rev ?? 0})`;
    return counter?.rev ?? 0;
  });
  await database.owner.notify(inboxNotifyChannel, JSON.stringify({ tenantId: tenant.id, userId, rev }));
  return id;
}

const stream = (token: string, headers: Record<string, string> = {}) =>
  openStream(
    house.fetch("/api/v1/notifications/stream", { headers: { authorization: `Bearer ${token}`, ...headers } }),
  );

describe("the inbox stream", () => {
  it("begins with the counts and brings a new item as soon as it is announced", async () => {
    const { userId, token } = await person();
    const open = await stream(token);
    try {
      expect(open.response.headers.get("content-type")).toContain("text/event-stream");
      expect(open.response.headers.get("cache-control")).toBe("no-store");
      expect(await open.next()).toMatchObject({
        event: "inbox",
        id: "0",
        data: { items: [], counts: { unread: 0, rev: 0 } },
      });
      const id = await deliver(userId);
      expect(await open.next()).toMatchObject({
        event: "inbox",
        id: "1",
        data: { items: [{ id, readAt: null }], counts: { unread: 1, unseen: 1, rev: 1 } },
      });
    } finally {
      await open.close();
    }
  });

  it("resumes: who comes back with the last id gets what was missed", async () => {
    const { userId, token } = await person();
    const ids = [await deliver(userId), await deliver(userId), await deliver(userId)];
    const open = await stream(token, { "last-event-id": "1" });
    try {
      const missed = await open.next();
      expect(missed).toMatchObject({ id: "3", data: { counts: { unread: 3, rev: 3 } } });
      expect(missed.data.items.map((item: { id: string }) => item.id)).toEqual(ids.slice(1));
    } finally {
      await open.close();
    }
  });

  it("begins anew for an id that this inbox never had, or that is none", async () => {
    const { userId, token } = await person();
    await deliver(userId);
    for (const id of ["99", "-1", "nonsense", "2147483648"]) {
      const open = await stream(token, { "last-event-id": id });
      expect(await open.next(), id).toMatchObject({ event: "inbox", data: { items: [], counts: { rev: 1 } } });
      await open.close();
    }
  });

  it("is a person's own: another's news does not wake it with theirs", async () => {
    const [one, two] = [await person(), await person()];
    const open = await stream(one.token);
    try {
      await open.next();
      await deliver(two.userId);
      const id = await deliver(one.userId);
      expect((await open.next()).data.items.map((item: { id: string }) => item.id)).toEqual([id]);
    } finally {
      await open.close();
    }
  });

  it("ends when the session is revoked, and says why", async () => {
    const { userId, token } = await person();
    const open = await stream(token);
    await open.next();
    await house.call("POST", "/auth/logout", { token });
    await deliver(userId);
    expect(await open.next()).toMatchObject({ event: "end", data: { code: "auth.session_revoked" } });
    expect(await open.next().catch((error: unknown) => String(error))).toContain("ended");
    expect((await house.call("GET", "/notifications/stream", { token })).status).toBe(401);
    expect(
      (await house.call("GET", "/notifications/stream", { token, headers: { "last-event-id": "0" } })).status,
    ).toBe(401);
  });

  it("marks as read through the procedures, and tells the other window", async () => {
    const { userId, token } = await person();
    const id = await deliver(userId);
    const open = await stream(token);
    try {
      await open.next();
      const read = await house.call("POST", `/notifications/${id}/read`, { token });
      expect(read.body.readAt).not.toBeNull();
      expect(await open.next()).toMatchObject({ data: { counts: { unread: 0 } } });
      const stranger = await person();
      for (const [method, path] of [
        ["GET", ""],
        ["POST", "/read"],
        ["DELETE", ""],
      ] as const) {
        expect((await house.call(method, `/notifications/${id}${path}`, { token: stranger.token })).status).toBe(404);
      }
      expect((await house.call("POST", "/notifications/read-all", { token })).body).toMatchObject({ unread: 0 });
      expect((await house.call("DELETE", `/notifications/${id}`, { token })).body).toEqual({ done: true });
      expect((await house.call("GET", "/notifications", { token })).body.items).toEqual([]);
      expect((await house.call("GET", "/notifications?filter=archived", { token })).body.items).toHaveLength(1);
    } finally {
      await open.close();
    }
  });
});
