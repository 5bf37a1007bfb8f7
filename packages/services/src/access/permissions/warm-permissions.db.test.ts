import { newId } from "@gloria/core";
import { readTenant } from "@gloria/db";
import { makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeEach, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import { warmPermissions } from "./warm-permissions.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;

beforeEach(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
});

async function addSession(userId: string, more: { seen?: string; revoked?: boolean } = {}): Promise<void> {
  const id = newId();
  await database.owner`
    insert into gloria.sessions (tenant_id, id, user_id, external_sid, source, expires_at, last_seen_at, revoked_at)
    values (${tenant.id}, ${id}, ${userId}, ${id}, 'local', now() + interval '1 hour',
      now() - ${more.seen ?? "1 minute"}::interval, ${more.revoked === true ? new Date() : null})`;
}

/** Whether a request of theirs finds their permissions. */
async function isWarm(userId: string): Promise<boolean> {
  const { misses } = services.permissions.counters;
  await readTenant(database.app, tenant.as(userId), (tx) => services.permissions.accessFor(tx));
  return services.permissions.counters.misses === misses;
}

it("reads ahead for those who were here in the last day, and for nobody else", async () => {
  const [here, gone, signedOut, never] = [
    await tenant.addUser(),
    await tenant.addUser(),
    await tenant.addUser(),
    await tenant.addUser(),
  ];
  await addSession(here);
  await addSession(gone, { seen: "2 days" });
  await addSession(signedOut, { revoked: true });
  await warmPermissions(services, new AbortController().signal);
  expect([await isWarm(here), await isWarm(gone), await isWarm(signedOut), await isWarm(never)]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

it("does nothing any more once it is told to stop, and fails for nobody", async () => {
  const userId = await tenant.addUser();
  await addSession(userId);
  const stopped = new AbortController();
  stopped.abort();
  await warmPermissions(services, stopped.signal);
  expect(services.permissions.counters.entries).toBe(0);
  const broken: Services = { ...services, app: { ...services.app, transactions: services.system.transactions } };
  await expect(warmPermissions(broken, new AbortController().signal)).resolves.toBeUndefined();
  expect(services.permissions.counters.entries).toBe(0);
});
