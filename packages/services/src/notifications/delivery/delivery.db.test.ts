import { newId } from "@gloria/core";
import { makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deliverWelcome, deliveryServices, writeWelcome } from "../../../test/deliver-welcome.ts";
import { type FakeResend, refusal, startFakeResend } from "../../../test/start-fake-resend.ts";
import { createResendProvider } from "../providers/create-resend-provider.ts";
import { claimDeliveries } from "./claim-deliveries.ts";
import { deliverInApp } from "./deliver-in-app.ts";
import { deliverNotification } from "./deliver-notification.ts";
import type { NotificationRef } from "./delivery-services.ts";
import { expandNotification } from "./expand-notification.ts";
import { finishAttempt } from "./finish-attempt.ts";
import { prepareEmails } from "./prepare-emails.ts";

const database = testDatabase();
const never = new AbortController().signal;
let tenant: TestTenant;
let userId: string;
let resend: FakeResend;

beforeEach(async () => {
  tenant = await makeTenant(database);
  userId = await tenant.addUser({ name: "Siti Rahma", email: "siti@demo.example" });
  resend = await startFakeResend();
});
afterEach(() => resend.stop());

const byResend = (timeoutMs = 2_000) =>
  deliveryServices(database, createResendProvider({ apiKey: "re_test", baseUrl: resend.url, timeoutMs }));

async function deliveryOf(channel: "in_app" | "email", of = userId) {
  const [row] = await database.owner`
    select id, state, reason, attempt, address, locale, rendered, trace, due_at > now() as is_later, lease_until, provider_message_id
    from gloria.deliveries where tenant_id = ${tenant.id} and recipient_id = ${of} and channel = ${channel}`;
  if (row === undefined) throw new Error("no such delivery");
  return row;
}

const attempts = () =>
  database.owner`select attempt, provider, outcome from gloria.delivery_attempts where tenant_id = ${tenant.id} order by attempt`;

/** Time passes for what waits or is held: an hour, which is longer than any lease and most waits. */
const anHourLater = () =>
  database.owner`update gloria.deliveries set due_at = due_at - interval '1 hour', lease_until = lease_until - interval '1 hour' where tenant_id = ${tenant.id}`;

describe("expandNotification", () => {
  it("makes one delivery for each person and channel, however often and by how many it is asked", async () => {
    const other = await tenant.addUser();
    const stranger = await (await makeTenant(database)).addUser();
    const ref = await writeWelcome(database, tenant, [userId, other, userId, stranger, newId()]);
    const services = deliveryServices(database);
    const made = await Promise.all([1, 2, 3].map(() => expandNotification(services, ref)));
    expect(made.sort()).toEqual([0, 0, 4]);
    expect(await expandNotification(services, ref)).toBe(0);
    const rows =
      await database.owner`select recipient_id, channel from gloria.deliveries where tenant_id = ${tenant.id}`;
    expect(rows).toHaveLength(4);
    expect(new Set(rows.map((row) => row["recipient_id"]))).toEqual(new Set([userId, other]));
  });

  it("knows nothing of another foundation's notification", async () => {
    const ref = await writeWelcome(database, tenant, [userId]);
    const other = await makeTenant(database);
    expect(await expandNotification(deliveryServices(database), { ...ref, tenantId: other.id })).toBe(0);
  });
});

describe("the inbox delivery", () => {
  it("arrives once although many deliver it at once", async () => {
    const services = deliveryServices(database);
    const ref = await writeWelcome(database, tenant, [userId]);
    await expandNotification(services, ref);
    const arrived = await Promise.all([1, 2, 3, 4].map(() => deliverInApp(services, ref)));
    expect(arrived.sort()).toEqual([0, 0, 0, 1]);
    const counters = await database.owner`select unread, rev from gloria.inbox_counters where tenant_id = ${tenant.id}`;
    expect(counters).toEqual([{ unread: 1, rev: 1 }]);
  });

  it("leaves out who has left, and says why", async () => {
    const gone = await tenant.addUser({ status: "resigned" });
    const services = deliveryServices(database);
    const ref = await writeWelcome(database, tenant, [gone]);
    await expandNotification(services, ref);
    expect(await deliverNotification(services, ref, never)).toEqual({ arrived: 0, sent: 0 });
    for (const channel of ["in_app", "email"] as const) {
      expect(await deliveryOf(channel, gone)).toMatchObject({
        state: "suppressed",
        reason: "recipient_inactive",
        trace: [
          { step: "expiry", outcome: "passed" },
          { step: "recipient", outcome: "suppressed: recipient_inactive" },
        ],
      });
    }
  });
});

describe("a delivery that the person does not want", () => {
  const refuse = (wishes: object) =>
    database.owner`insert into gloria.user_preferences (tenant_id, user_id, notifications)
      values (${tenant.id}, ${userId}, ${database.owner.json({ "user.welcome": { ...wishes } })})`;
  const reasons = () =>
    Promise.all((["in_app", "email"] as const).map(async (channel) => (await deliveryOf(channel))["reason"]));
  const deliver = async () => {
    const services = deliveryServices(database);
    const ref = await writeWelcome(database, tenant, [userId]);
    await expandNotification(services, ref);
    return deliverNotification(services, ref, never);
  };

  it("is left out by that channel alone", async () => {
    await refuse({ email: false });
    expect(await deliver()).toEqual({ arrived: 1, sent: 0 });
    expect(await reasons()).toEqual([null, "preference"]);
  });

  it("leaves the inbox empty, too, where that is refused", async () => {
    await refuse({ in_app: false, email: false });
    expect(await deliver()).toEqual({ arrived: 0, sent: 0 });
    expect(await reasons()).toEqual(["preference", "preference"]);
  });

  it("comes all the same when it is critical", async () => {
    await refuse({ in_app: false, email: true });
    const services = deliveryServices(database);
    const ref = await writeWelcome(database, tenant, [userId]);
    await database.owner`update gloria.notifications set critical = true where id = ${ref.notificationId}`;
    await expandNotification(services, ref);
    expect(await deliverInApp(services, ref)).toBe(1);
  });
});

describe("the mail delivery", () => {
  it("is sent once, with address, language and bytes frozen", async () => {
    await deliverWelcome(database, tenant, userId, byResend());
    expect(await deliveryOf("email")).toMatchObject({
      state: "sent",
      attempt: 1,
      address: "siti@demo.example",
      locale: "id",
      provider_message_id: "mail-1",
      lease_until: null,
    });
    expect(await attempts()).toEqual([{ attempt: 1, provider: "resend", outcome: "accepted" }]);
    expect(resend.requests).toHaveLength(1);
    expect(resend.requests[0]?.body).toMatchObject({
      to: "siti@demo.example",
      subject: "Selamat datang di Yayasan Uji",
    });
  });

  it("is not sent to somebody without an address", async () => {
    await database.owner`update gloria.users set email = null, username = 'siti' where id = ${userId}`;
    await deliverWelcome(database, tenant, userId, byResend());
    expect(await deliveryOf("email")).toMatchObject({ state: "suppressed", reason: "no_address" });
    expect(await deliveryOf("in_app")).toMatchObject({ state: "delivered" });
    expect(resend.requests).toEqual([]);
  });

  it("comes in the person's own language", async () => {
    await database.owner`update gloria.users set locale = 'en' where id = ${userId}`;
    await deliverWelcome(database, tenant, userId, byResend());
    expect(resend.requests[0]?.body["subject"]).toBe("Welcome to Yayasan Uji");
  });

  it("goes out again with the same key and bytes after an answer that never came, whatever has changed since", async () => {
    resend.plan("silent");
    const services = byResend(150);
    const ref = await deliverWelcome(database, tenant, userId, services);
    expect(await deliveryOf("email")).toMatchObject({ state: "queued", attempt: 1, is_later: true });
    await database.owner`update gloria.users set email = 'new@demo.example', locale = 'en' where id = ${userId}`;
    await database.owner`update gloria.tenants set name = 'Nama Baru' where id = ${tenant.id}`;
    await anHourLater();
    await deliverNotification(services, ref, never);
    expect(await deliveryOf("email")).toMatchObject({ state: "sent", attempt: 2 });
    const [first, second] = resend.requests;
    expect(second?.key).toBe(first?.key);
    expect(second?.raw).toBe(first?.raw);
    expect(await attempts()).toEqual([
      { attempt: 1, provider: "resend", outcome: "ambiguous" },
      { attempt: 2, provider: "resend", outcome: "accepted" },
    ]);
  });

  it("waits as long as the provider asks, and holds back the others meanwhile", async () => {
    resend.plan(refusal(429, "rate_limit_exceeded", { "retry-after": "900" }));
    const services = byResend();
    await deliverWelcome(database, tenant, userId, services);
    const [row] = await database.owner<{ wait_s: number }[]>`
      select extract(epoch from due_at - now())::float8 as wait_s from gloria.deliveries where tenant_id = ${tenant.id} and channel = 'email'`;
    expect(row?.wait_s).toBeGreaterThan(880);
    const other = await tenant.addUser();
    await deliverWelcome(database, tenant, other, services);
    expect(await deliveryOf("email", other)).toMatchObject({ state: "deferred", is_later: true });
    expect(resend.requests).toHaveLength(1);
  });

  it("tries again after a server error and gives up after the seventh time", async () => {
    resend.plan(...Array.from({ length: 10 }, () => refusal(503, "application_error")));
    const services = byResend();
    const ref = await deliverWelcome(database, tenant, userId, services);
    for (let n = 0; n < 9; n++) {
      await database.owner`update gloria.deliveries set due_at = now() where tenant_id = ${tenant.id} and state = 'queued'`;
      await deliverNotification(services, ref, never);
    }
    expect(await deliveryOf("email")).toMatchObject({ state: "dead", reason: "ambiguous" });
    expect(resend.requests).toHaveLength(7);
  });

  it("ends at once when the provider will never take it", async () => {
    resend.plan(refusal(422, "invalid_parameter"));
    await deliverWelcome(database, tenant, userId, byResend());
    expect(await deliveryOf("email")).toMatchObject({ state: "failed", reason: "rejected" });
    expect(await attempts()).toEqual([{ attempt: 1, provider: "resend", outcome: "rejected" }]);
  });

  it("fails, visibly, when its variables do not fit the template", async () => {
    const ref = await writeWelcome(database, tenant, [userId]);
    await database.owner`update gloria.notifications set data = '{"name": "Siti"}' where id = ${ref.notificationId}`;
    const services = byResend();
    await expandNotification(services, ref);
    await deliverNotification(services, ref, never);
    expect(await deliveryOf("email")).toMatchObject({ state: "failed", reason: "unrenderable" });
    expect(resend.requests).toEqual([]);
  });
});

describe("a claim", () => {
  const claim = { limit: 10, leaseMs: 60_000 };
  const expanded = async (): Promise<NotificationRef> => {
    const ref = await writeWelcome(database, tenant, [userId]);
    await expandNotification(deliveryServices(database), ref);
    return ref;
  };

  it("goes to one of those who ask at once, and is free again when its lease is over", async () => {
    const ref = await expanded();
    const all = await Promise.all([1, 2, 3].map(() => claimDeliveries(database.system, ref, "email", claim)));
    expect(all.flat()).toMatchObject([{ attempt: 1 }]);
    expect(await claimDeliveries(database.system, ref, "email", claim)).toEqual([]);
    await anHourLater();
    expect(await claimDeliveries(database.system, ref, "email", claim)).toMatchObject([{ attempt: 2 }]);
  });

  it("lets a holder whose lease was taken over neither send nor finish", async () => {
    const services = byResend();
    const ref = await expanded();
    const late = await claimDeliveries(database.system, ref, "email", claim);
    await anHourLater();
    const mine = await claimDeliveries(database.system, ref, "email", claim);
    expect(await prepareEmails(services, tenant.id, late)).toEqual([]);
    const [prepared] = await prepareEmails(services, tenant.id, mine);
    if (prepared === undefined) throw new Error("nothing was prepared");

    await anHourLater();
    await claimDeliveries(database.system, ref, "email", claim);
    await finishAttempt(services, prepared, { kind: "rejected", error: "too late" });
    expect(await deliveryOf("email")).toMatchObject({ state: "sending", attempt: 3 });
    expect(await attempts()).toEqual([{ attempt: 2, provider: "resend", outcome: "rejected" }]);
  });

  it("has its attempt written down before the provider hears of it; a lost one counts as ambiguous", async () => {
    const services = byResend();
    const ref = await expanded();
    await prepareEmails(services, tenant.id, await claimDeliveries(database.system, ref, "email", claim));
    // Here the worker dies.
    expect(await attempts()).toEqual([{ attempt: 1, provider: "resend", outcome: null }]);
    await anHourLater();
    await deliverNotification(services, ref, never);
    expect(await attempts()).toEqual([
      { attempt: 1, provider: "resend", outcome: "ambiguous" },
      { attempt: 2, provider: "resend", outcome: "accepted" },
    ]);
    expect(resend.requests).toHaveLength(1);
  });

  it("is not repeated when the provider would no longer know its key", async () => {
    const services = byResend();
    const ref = await expanded();
    await prepareEmails(services, tenant.id, await claimDeliveries(database.system, ref, "email", claim));
    await database.owner`update gloria.delivery_attempts set started_at = now() - interval '25 hours' where tenant_id = ${tenant.id}`;
    await anHourLater();
    await deliverNotification(services, ref, never);
    expect(await deliveryOf("email")).toMatchObject({ state: "dead", reason: "ambiguous" });
    expect(resend.requests).toEqual([]);
  });
});
