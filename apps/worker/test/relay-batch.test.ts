import { newId, silentLogger } from "@gloria/core";
import { withTenant } from "@gloria/db";
import { enqueueOutbox, findDue, type JobToAdd, type Queues, relayBatch } from "@gloria/jobs";
import { notify } from "@gloria/services";
import { makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import { beforeEach, describe, expect, it } from "vitest";

const database = testDatabase();
let tenant: TestTenant;

/** The queue's edge: what was added, or a failure in its place. */
function recordingQueues(fail?: Error) {
  const added: JobToAdd[] = [];
  const add: Queues["add"] = async (jobs) => {
    if (fail !== undefined) throw fail;
    added.push(...jobs);
  };
  return { added, queues: { add } as Queues };
}

beforeEach(async () => {
  // Other tests' rows would be published here.
  await database.owner`update gloria.outbox set published_at = now() where published_at is null`;
  await database.owner`update gloria.notifications set published_at = now(), expanded_at = now() where expanded_at is null`;
  tenant = await makeTenant(database);
});

const welcome = () => ({
  type: "user.welcome" as const,
  recipientIds: [tenant.adminId],
  data: { name: "A", tenantName: "B", identifier: "c", signInUrl: "https://d.example" },
});

describe("relayBatch", () => {
  it("publishes outbox rows and notifications once, under their own ids", async () => {
    const payload = { tenantId: tenant.id, notificationId: newId() };
    const ids = await withTenant(database.app, tenant.admin, async (tx) => ({
      outbox: await enqueueOutbox(tx, "notification.deliver", payload),
      notification: await notify(tx, welcome()),
    }));
    const { added, queues } = recordingQueues();
    expect(await relayBatch(database.system, queues, silentLogger)).toBe(2);
    expect(added).toEqual([
      {
        name: "notification.expand",
        id: ids.notification,
        payload: { tenantId: tenant.id, notificationId: ids.notification },
      },
      { name: "notification.deliver", id: ids.outbox, payload },
    ]);
    expect(await relayBatch(database.system, queues, silentLogger)).toBe(0);
  });

  it("leaves rows for the next time when the queue does not take them", async () => {
    await withTenant(database.app, tenant.admin, (tx) => notify(tx, welcome()));
    const broken = recordingQueues(new Error("the queue is away"));
    await expect(relayBatch(database.system, broken.queues, silentLogger)).rejects.toThrow("away");
    const { added, queues } = recordingQueues();
    await relayBatch(database.system, queues, silentLogger);
    expect(added).toHaveLength(1);
  });

  it("shares the work with other relays, each row to one of them", async () => {
    await withTenant(database.app, tenant.admin, async (tx) => {
      for (let n = 0; n < 300; n++) await notify(tx, welcome());
    });
    const relays = [recordingQueues(), recordingQueues(), recordingQueues()];
    await Promise.all(
      relays.map(async ({ queues }) => {
        while ((await relayBatch(database.system, queues, silentLogger)) > 0);
      }),
    );
    const ids = relays.flatMap(({ added }) => added.map(({ id }) => id));
    expect(new Set(ids).size).toBe(300);
    expect(ids).toHaveLength(300);
  });

  it("passes over a row that it does not understand", async () => {
    await database.owner`
      insert into gloria.outbox (tenant_id, id, job, payload) values
        (${tenant.id}, ${newId()}, 'report.of_the_future', '{}'),
        (${tenant.id}, ${newId()}, 'notification.deliver', '{"tenantId": 7}')`;
    await withTenant(database.app, tenant.admin, (tx) => notify(tx, welcome()));
    const errors: string[] = [];
    const { added, queues } = recordingQueues();
    await relayBatch(database.system, queues, { ...silentLogger, error: (_, message) => errors.push(message) });
    expect(added.map(({ name }) => name)).toEqual(["notification.expand"]);
    expect(errors).toEqual(["an outbox row names an unknown job", "an outbox row does not fit its job"]);
    expect((await findDue(database.system)).unpublished).toBe(false);
  });

  it("holds a row back until its time", async () => {
    const payload = { tenantId: tenant.id, notificationId: newId() };
    await withTenant(database.app, tenant.admin, (tx) =>
      enqueueOutbox(tx, "notification.deliver", payload, { notBefore: new Date(Date.now() + 3_600_000) }),
    );
    const { added, queues } = recordingQueues();
    expect(await relayBatch(database.system, queues, silentLogger)).toBe(0);
    await database.owner`update gloria.outbox set publish_after = now() where tenant_id = ${tenant.id}`;
    expect(await relayBatch(database.system, queues, silentLogger)).toBe(1);
    expect(added).toHaveLength(1);
  });
});

describe("findDue", () => {
  it("finds nothing on a quiet database", async () => {
    expect(await findDue(database.system)).toEqual({ unpublished: false, forgotten: [] });
  });

  it("leaves fresh rows to the queue, and brings back forgotten ones under a new id as they wait", async () => {
    const id = await withTenant(database.app, tenant.admin, (tx) => notify(tx, welcome()));
    expect(await findDue(database.system)).toEqual({ unpublished: true, forgotten: [] });
    await database.owner`update gloria.notifications set published_at = now() where id = ${id}`;
    expect(await findDue(database.system)).toEqual({ unpublished: false, forgotten: [] });
    const idAfter = async (seconds: number) => {
      await database.owner`update gloria.notifications set created_at = now() - make_interval(secs => ${seconds}) where id = ${id}`;
      const [job] = (await findDue(database.system)).forgotten;
      expect(job).toMatchObject({ name: "notification.expand", payload: { tenantId: tenant.id, notificationId: id } });
      return job?.id;
    };
    expect(await idAfter(7)).not.toBe(await idAfter(12));
    expect(await idAfter(130)).toBe(await idAfter(250));
    expect(await idAfter(250)).not.toBe(await idAfter(270));
  });

  it("brings back deliveries whose time or lease is over, and no others", async () => {
    const notificationId = newId();
    await database.owner`
      insert into gloria.notifications (tenant_id, id, type, category, data, recipient_ids, published_at, expanded_at)
      values (${tenant.id}, ${notificationId}, 'user.welcome', 'account', '{}', array[${tenant.adminId}]::uuid[], now(), now())`;
    await database.owner`
      insert into gloria.deliveries (tenant_id, id, notification_id, recipient_id, channel)
      values (${tenant.id}, ${newId()}, ${notificationId}, ${tenant.adminId}, 'email')`;
    const isDueWhen = async (state: string, attempt: number, dueInSeconds: number, leaseInSeconds: number | null) => {
      await database.owner`
        update gloria.deliveries set state = ${state}, attempt = ${attempt},
          due_at = now() + make_interval(secs => ${dueInSeconds}),
          lease_until = case when ${leaseInSeconds}::float8 is null then null else now() + make_interval(secs => ${leaseInSeconds}::float8) end
        where tenant_id = ${tenant.id}`;
      return (await findDue(database.system)).forgotten.length === 1;
    };
    expect(await isDueWhen("queued", 0, 0, null)).toBe(false);
    expect(await isDueWhen("queued", 0, -10, null)).toBe(true);
    expect(await isDueWhen("queued", 1, -1, null)).toBe(true);
    expect(await isDueWhen("queued", 1, 60, null)).toBe(false);
    expect(await isDueWhen("deferred", 0, -1, null)).toBe(true);
    expect(await isDueWhen("sending", 1, -60, 30)).toBe(false);
    expect(await isDueWhen("sending", 1, -60, -1)).toBe(true);
    for (const over of ["sent", "delivered", "suppressed", "failed", "dead"]) {
      expect(await isDueWhen(over, 1, -60, -1)).toBe(false);
    }
  });
});
