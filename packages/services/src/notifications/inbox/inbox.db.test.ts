import { inboxNotifyChannel } from "@gloria/contracts";
import { makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { deliverWelcome } from "../../../test/deliver-welcome.ts";
import type { Services } from "../../platform/index.ts";
import {
  archiveInboxItem,
  getInboxCounts,
  getInboxItem,
  listInbox,
  listInboxSince,
  readAllInbox,
  readInboxItem,
} from "../index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
});

/** A person with this many notifications in the inbox, oldest first. */
async function personWith(count: number) {
  const userId = await tenant.addUser({ name: "Siti Rahma" });
  for (let n = 0; n < count; n++) await deliverWelcome(database, tenant, userId);
  return { userId, ctx: tenant.as(userId) };
}

async function auditOf(userId: string) {
  const rows =
    await database.owner`select action from gloria.audit_events where tenant_id = ${tenant.id} and actor_id = ${userId} order by occurred_at`;
  return rows.map((row) => row["action"]);
}

describe("the inbox", () => {
  it("lists newest first, in the reader's language, page by page", async () => {
    const { userId, ctx } = await personWith(5);
    const first = await listInbox(services, ctx, { limit: 2 });
    const second = await listInbox(services, ctx, { limit: 2, cursor: first.nextCursor ?? "" });
    const third = await listInbox(services, ctx, { limit: 2, cursor: second.nextCursor ?? "" });
    const items = [...first.items, ...second.items, ...third.items];
    expect(items.map((item) => item.rev)).toEqual([5, 4, 3, 2, 1]);
    expect(third.nextCursor).toBeNull();
    expect(first.counts).toEqual({ unread: 5, unseen: 5, rev: 5 });
    expect(items[0]).toMatchObject({
      type: "user.welcome",
      title: "Selamat datang di Yayasan Uji",
      body: "Akun Anda sudah siap, Siti Rahma. Anda masuk dengan siti@demo.example.",
      entityType: "user",
      entityId: userId,
      readAt: null,
    });
    const english = await listInbox(services, { ...ctx, locale: "en" }, { limit: 1 });
    expect(english.items[0]?.title).toBe("Welcome to Yayasan Uji");
  });

  it("is empty, not missing, for somebody to whom nothing has come", async () => {
    const { ctx } = await personWith(0);
    expect(await listInbox(services, ctx, {})).toEqual({
      items: [],
      nextCursor: null,
      counts: { unread: 0, unseen: 0, rev: 0 },
    });
    expect(await getInboxCounts(services, ctx)).toEqual({ unread: 0, unseen: 0, rev: 0 });
    expect(await readAllInbox(services, ctx)).toEqual({ unread: 0, unseen: 0, rev: 0 });
  });

  it("marks one as read, once, with an audit event and a word to the streams", async () => {
    const { userId, ctx } = await personWith(2);
    const [newest] = (await listInbox(services, ctx, {})).items;
    const id = newest?.id ?? "";
    const heard: string[] = [];
    const listening = await database.owner.listen(inboxNotifyChannel, (payload) => heard.push(payload));

    const item = await readInboxItem(services, ctx, { id });
    expect(item.readAt).not.toBeNull();
    expect(item.rev).toBe(3);
    expect(await getInboxCounts(services, ctx)).toEqual({ unread: 1, unseen: 1, rev: 3 });
    expect(await readInboxItem(services, ctx, { id })).toEqual(item);
    expect(await getInboxCounts(services, ctx)).toEqual({ unread: 1, unseen: 1, rev: 3 });
    expect(await auditOf(userId)).toEqual(["notification.read"]);
    expect((await listInbox(services, ctx, { filter: "unread" })).items.map((one) => one.rev)).toEqual([1]);
    // NOTIFY travels in order: what we send ourselves arrives after it.
    await database.owner.notify(inboxNotifyChannel, "end");
    await expect.poll(() => heard.at(-1)).toBe("end");
    expect(heard.slice(0, -1).map((payload) => JSON.parse(payload))).toEqual([{ tenantId: tenant.id, userId, rev: 3 }]);
    await listening.unlisten();
  });

  it("marks all as read in one revision", async () => {
    const { userId, ctx } = await personWith(3);
    expect(await readAllInbox(services, ctx)).toEqual({ unread: 0, unseen: 0, rev: 4 });
    expect((await listInbox(services, ctx, {})).items.every((item) => item.readAt !== null && item.rev === 4)).toBe(
      true,
    );
    expect(await readAllInbox(services, ctx)).toEqual({ unread: 0, unseen: 0, rev: 4 });
    expect(await auditOf(userId)).toEqual(["notification.read_all"]);
  });

  it("archives, read or not, and keeps the counts right", async () => {
    const { userId, ctx } = await personWith(2);
    const [newest, oldest] = (await listInbox(services, ctx, {})).items;
    await readInboxItem(services, ctx, { id: newest?.id ?? "" });
    await archiveInboxItem(services, ctx, { id: newest?.id ?? "" });
    expect(await getInboxCounts(services, ctx)).toEqual({ unread: 1, unseen: 1, rev: 4 });
    await archiveInboxItem(services, ctx, { id: oldest?.id ?? "" });
    await archiveInboxItem(services, ctx, { id: oldest?.id ?? "" });
    expect(await getInboxCounts(services, ctx)).toEqual({ unread: 0, unseen: 0, rev: 5 });
    expect((await listInbox(services, ctx, {})).items).toEqual([]);
    expect((await listInbox(services, ctx, { filter: "archived" })).items).toHaveLength(2);
    expect((await getInboxItem(services, ctx, { id: oldest?.id ?? "" })).archivedAt).not.toBeNull();
    expect(await auditOf(userId)).toEqual(["notification.read", "notification.archive", "notification.archive"]);
  });

  it("tells a stream what came or changed after the revision it knows", async () => {
    const { ctx } = await personWith(3);
    const [newest] = (await listInbox(services, ctx, {})).items;
    await readInboxItem(services, ctx, { id: newest?.id ?? "" });
    const since = await listInboxSince(services, ctx, { rev: 1 });
    expect(since.items.map((item) => item.rev)).toEqual([2, 4]);
    expect(since).toMatchObject({ counts: { unread: 2, rev: 4 }, more: false });
    expect(await listInboxSince(services, ctx, { rev: 0, limit: 1 })).toMatchObject({ more: true });
    expect((await listInboxSince(services, ctx, { rev: 4 })).items).toEqual([]);
  });

  it("is nobody else's: not a colleague's, not another foundation's, not a machine's", async () => {
    const { userId, ctx } = await personWith(1);
    const id = (await listInbox(services, ctx, {})).items[0]?.id ?? "";
    const other = await makeTenant(database);
    for (const stranger of [tenant.admin, other.admin]) {
      for (const verb of [getInboxItem, readInboxItem, archiveInboxItem]) {
        await expect(verb(services, stranger, { id })).rejects.toMatchObject({ code: "notification.not_found" });
      }
      expect((await listInbox(services, stranger, {})).items.map((item) => item.id)).not.toContain(id);
    }
    // A token of this person for a foundation that they do not belong to.
    await expect(getInboxItem(services, other.as(userId), { id })).rejects.toMatchObject({
      code: expect.stringMatching(/^(auth\.person_inactive|notification\.not_found)$/),
    });
    await expect(listInbox(services, tenant.system, {})).rejects.toMatchObject({ code: "auth.unauthenticated" });
    expect(await getInboxCounts(services, ctx)).toEqual({ unread: 1, unseen: 1, rev: 1 });
  });

  it("keeps its counts when people and deliveries change it at once", async () => {
    const { userId, ctx } = await personWith(10);
    const { items } = await listInbox(services, ctx, {});
    await Promise.all([
      ...items.slice(0, 6).map((item) => readInboxItem(services, ctx, { id: item.id })),
      ...items.slice(3, 8).map((item) => archiveInboxItem(services, ctx, { id: item.id })),
      ...[1, 2, 3].map(() => deliverWelcome(database, tenant, userId)),
    ]);
    const [truth] = await database.owner`
      select count(*) filter (where read_at is null and archived_at is null)::int as unread,
             count(*) filter (where seen_at is null and archived_at is null)::int as unseen
      from gloria.inbox_items where tenant_id = ${tenant.id} and user_id = ${userId}`;
    expect(truth).toEqual({ unread: 5, unseen: 5 });
    expect(await getInboxCounts(services, ctx)).toMatchObject({ unread: 5, unseen: 5 });
  });

  it("refuses a bad cursor and unknown fields", async () => {
    const { ctx } = await personWith(0);
    await expect(listInbox(services, ctx, { cursor: "nonsense" })).rejects.toMatchObject({
      code: "request.bad_cursor",
    });
    await expect(listInbox(services, ctx, { folder: "x" } as object)).rejects.toMatchObject({
      code: "request.invalid",
    });
    await expect(readInboxItem(services, ctx, { id: "1' or 1=1" })).rejects.toMatchObject({ code: "request.invalid" });
  });
});
