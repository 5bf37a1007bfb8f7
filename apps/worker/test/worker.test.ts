import { inboxNotifyChannel } from "@gloria/contracts";
import { withTenant } from "@gloria/db";
import { migrateQueue } from "@gloria/jobs";
import { notify } from "@gloria/services";
import { makeTenant, startRedis, type TestRedis, testDatabase, testServices } from "@gloria/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningWorker, startWorker } from "../src/runtime/start-worker.ts";
import { waitFor } from "./wait-for.ts";

const database = testDatabase();

describe.each(["postgres", "redis"] as const)("the worker on %s", (backend) => {
  let redis: TestRedis | null = null;
  let worker: RunningWorker;

  beforeAll(async () => {
    await migrateQueue({ ownerUrl: database.urls.owner, queueRole: new URL(database.urls.queue).username });
    if (backend === "redis") redis = await startRedis();
    worker = await startWorker({
      config: {
        database: { ...urlsOf(), ownerUrl: database.urls.owner },
        redisUrl: redis?.url ?? null,
        resend: null,
      },
      services: testServices(database),
    });
  });
  afterAll(async () => {
    await worker.stop(5_000);
    await redis?.stop();
  });

  it("brings a committed notification to the inbox and the local outbox within two seconds", async () => {
    const tenant = await makeTenant(database);
    const userId = await tenant.addUser({ name: "Siti Rahma", email: "siti@demo.example" });
    const heard: string[] = [];
    const listening = await database.owner.listen(inboxNotifyChannel, (payload) => heard.push(payload));
    const startedAt = performance.now();
    await withTenant(database.app, tenant.admin, (tx) => notify(tx, welcome([userId])));

    const mail = await waitFor(async () => {
      const [row] = await database.owner`select * from gloria.captured_messages where tenant_id = ${tenant.id}`;
      return row ?? null;
    });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(mail).toMatchObject({
      address: "siti@demo.example",
      recipient_id: userId,
      subject: "Selamat datang di Yayasan Uji",
    });
    expect(mail["html"]).toContain("http://127.0.0.1:3000/");
    const items =
      await database.owner`select user_id, type, rev from gloria.inbox_items where tenant_id = ${tenant.id}`;
    expect(items).toEqual([{ user_id: userId, type: "user.welcome", rev: 1 }]);
    const counters =
      await database.owner`select unread, unseen, rev from gloria.inbox_counters where tenant_id = ${tenant.id}`;
    expect(counters).toEqual([{ unread: 1, unseen: 1, rev: 1 }]);
    await waitFor(async () => {
      const states =
        await database.owner`select channel, state from gloria.deliveries where tenant_id = ${tenant.id} order by channel`;
      return states.map((row) => row["state"]).join() === "sent,delivered" ? states : null;
    });
    expect(heard.map((payload) => JSON.parse(payload))).toEqual([{ tenantId: tenant.id, userId, rev: 1 }]);
    await listening.unlisten();
  });

  it("does nothing for a transaction that rolled back", async () => {
    const tenant = await makeTenant(database);
    const userId = await tenant.addUser();
    await expect(
      withTenant(database.app, tenant.admin, async (tx) => {
        await notify(tx, welcome([userId]));
        throw new Error("the write failed afterwards");
      }),
    ).rejects.toThrow("afterwards");
    await withTenant(database.app, tenant.admin, (tx) => notify(tx, welcome([tenant.adminId])));
    await waitFor(async () => {
      const rows =
        await database.owner`select recipient_id from gloria.captured_messages where tenant_id = ${tenant.id}`;
      return rows.length > 0 ? rows : null;
    });
    expect(
      await database.owner`select 1 from gloria.deliveries where tenant_id = ${tenant.id} and recipient_id = ${userId}`,
    ).toEqual([]);
  });

  it("takes up work that the queue knows nothing of", async () => {
    const tenant = await makeTenant(database);
    const userId = await tenant.addUser();
    // As if it had been published to a queue that then lost everything.
    await withTenant(database.app, tenant.admin, async (tx) => {
      await notify(tx, welcome([userId]));
      await tx.sql.unsafe(
        "update gloria.notifications set published_at = now(), created_at = now() - interval '1 minute' where tenant_id = $1",
        [tenant.id],
      );
    });
    const items = await waitFor(async () => {
      const rows = await database.owner`select user_id from gloria.inbox_items where tenant_id = ${tenant.id}`;
      return rows.length > 0 ? rows : null;
    });
    expect(items).toEqual([{ user_id: userId }]);
  });

  it("tells many people once each", async () => {
    const tenant = await makeTenant(database);
    const people: string[] = [];
    for (let n = 0; n < 450; n++) people.push(crypto.randomUUID());
    await database.owner`
      insert into gloria.users (tenant_id, id, name, email)
      select ${tenant.id}, id, 'Orang ' || n, 'p' || n || '@demo.example' from unnest(${people}::uuid[]) with ordinality as p(id, n)`;
    await withTenant(database.app, tenant.admin, (tx) => notify(tx, welcome([...people, ...people])));
    await waitFor(async () => {
      const [row] = await database.owner<
        { n: number }[]
      >`select count(*)::int as n from gloria.deliveries where tenant_id = ${tenant.id} and state in ('sent', 'delivered')`;
      return row?.n === 900 ? row : null;
    }, 30_000);
    const [counts] = await database.owner`
      select (select count(*)::int from gloria.inbox_items where tenant_id = ${tenant.id}) as items,
             (select count(distinct user_id)::int from gloria.inbox_items where tenant_id = ${tenant.id}) as people,
             (select count(*)::int from gloria.captured_messages where tenant_id = ${tenant.id}) as mails`;
    expect(counts).toEqual({ items: 450, people: 450, mails: 450 });
  });

  function urlsOf() {
    return { appUrl: database.urls.app, systemUrl: database.urls.system, queueUrl: database.urls.queue };
  }
});

function welcome(recipientIds: string[]) {
  return {
    type: "user.welcome" as const,
    recipientIds,
    data: {
      name: "Siti Rahma",
      tenantName: "Yayasan Uji",
      identifier: "siti@demo.example",
      signInUrl: "http://127.0.0.1:3000",
    },
  };
}
