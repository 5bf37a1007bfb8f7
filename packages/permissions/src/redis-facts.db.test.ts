import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { silentLogger, systemClock } from "@gloria/core";
import { readTenant, withTenant } from "@gloria/db";
import { makeTenant, startRedis, type TestRedis, type TestTenant, testDatabase } from "@gloria/testkit";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { FactsStore } from "./facts-store.ts";
import { openRedisFacts } from "./open-redis-facts.ts";
import { Permissions } from "./permissions.ts";

const database = testDatabase();
let redis: TestRedis;
let client: Redis;
let tenant: TestTenant;
let userId: string;
const stores: FactsStore[] = [];

beforeAll(async () => {
  redis = await startRedis();
  client = new Redis(redis.url);
});
afterAll(async () => {
  client.disconnect();
  await redis.stop();
});
beforeEach(async () => {
  tenant = await makeTenant(database);
  userId = await tenant.addUser();
  await tenant.addGrant({ userId, code: "user:read", scope: "ALL" });
});
afterEach(() => {
  for (const store of stores.splice(0)) store.close();
});

/** A process of its own, as far as permissions go, whose connection stands. */
async function openProcess(url = redis.url): Promise<Permissions> {
  const store = await openRedisFacts(url, systemClock, silentLogger);
  stores.push(store);
  return new Permissions({ maxBytes: 1_000_000, strict: true, store });
}

/** Commands are refused until the connection stands; nobody waits for that but a test. */
async function openConnected(): Promise<Permissions> {
  const before = (await client.client("LIST")) as string;
  const process = await openProcess();
  const count = (list: string) => list.split("name=gloria-permissions").length;
  while (count((await client.client("LIST")) as string) <= count(before));
  return process;
}

const can = (permissions: Permissions, code: "user:read" | "school:read" = "user:read") =>
  readTenant(database.app, tenant.as(userId), async (tx) => (await permissions.accessFor(tx)).can(code, {}));

const revoke = () =>
  database.owner`update gloria.grants set ended_at = now() where tenant_id = ${tenant.id} and subject_id = ${userId}`;

/** Until what was written in the background stands there. */
async function keysOf(n: number): Promise<string[]> {
  for (;;) {
    const keys = await client.keys(`perm:${tenant.id}:*`);
    if (keys.length >= n) return keys.sort();
  }
}

test("a process finds what another has read, at its epoch and no other, and it goes after an hour", async () => {
  const [one, two] = [await openConnected(), await openConnected()];
  expect(await can(one)).toBe(true);
  const [key = ""] = await keysOf(1);
  expect(await client.ttl(key)).toBeGreaterThan(3_590);
  expect(await can(two)).toBe(true);
  expect(two.counters.store).toEqual({ hits: 1, misses: 0, errors: 0, skipped: 0 });
  await revoke();
  expect([await can(two), await can(one)]).toEqual([false, false]);
  expect(await keysOf(2)).toHaveLength(2);
  expect(await client.get(key)).toContain("user:read");
});

test("brings delegations with the facts of those who delegate", async () => {
  await tenant.addGrant({ userId: tenant.adminId, code: "school:read", scope: "ALL" });
  await database.owner`insert into gloria.delegations (tenant_id, id, delegator_id, delegate_id, codes, valid_until)
    values (${tenant.id}, gen_random_uuid(), ${tenant.adminId}, ${userId}, '{school:read}', now() + interval '1 day')`;
  const [one, two] = [await openConnected(), await openConnected()];
  expect(await can(one, "school:read")).toBe(true);
  await keysOf(1);
  expect(await can(two, "school:read")).toBe(true);
  expect(two.counters.store?.hits).toBe(1);
});

test("who writes neither asks there nor puts anything there", async () => {
  const permissions = await openConnected();
  await withTenant(database.app, tenant.as(userId), async (tx) => {
    await tx.sql.unsafe("update gloria.grants set ended_at = now() where tenant_id = $1 and subject_id = $2", [
      tenant.id,
      userId,
    ]);
    expect((await permissions.accessFor(tx)).can("user:read", {})).toBe(false);
  });
  expect(permissions.counters.store).toEqual({ hits: 0, misses: 0, errors: 0, skipped: 0 });
});

test("a database that was restored does not meet the facts of the other course of events", async () => {
  const [one, two] = [await openConnected(), await openConnected()];
  expect(await can(one)).toBe(true);
  await keysOf(1);
  // The same epoch again, raised by another transaction, with other rights behind it.
  await revoke();
  await database.owner.begin(async (sql) => {
    await sql`update gloria.permission_epochs set epoch = epoch - 1 where tenant_id = ${tenant.id}`;
  });
  expect(await can(two)).toBe(false);
  expect(two.counters.store).toMatchObject({ hits: 0, misses: 1 });
});

test("garbage in Redis is read over", async () => {
  const one = await openConnected();
  expect(await can(one)).toBe(true);
  const [key = ""] = await keysOf(1);
  for (const garbage of ["", "{", `${"0".repeat(32)} {}`]) {
    await client.set(key, garbage);
    expect(await can(await openConnected())).toBe(true);
  }
  await client.del(key);
  await client.lpush(key, "a list");
  const wrongType = await openConnected();
  expect(await can(wrongType)).toBe(true);
  expect(wrongType.counters.store?.errors).toBeGreaterThan(0);
});

test("requests go on, and right, without Redis", async () => {
  const nowhere = await openProcess("redis://127.0.0.1:1");
  expect(await can(nowhere)).toBe(true);
  await revoke();
  expect(await can(nowhere)).toBe(false);
  expect(nowhere.counters.store?.hits).toBe(0);
});

test("a Redis that takes connections and never answers costs a request little", async () => {
  const sockets: Socket[] = [];
  const mute = createServer((socket) => {
    socket.on("error", () => {});
    sockets.push(socket);
  }).listen(0, "127.0.0.1");
  await once(mute, "listening");
  const address = mute.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  try {
    const permissions = await openProcess(`redis://127.0.0.1:${address.port}`);
    await once(mute, "connection");
    for (const expected of [true, false]) {
      expect(await can(permissions)).toBe(expected);
      await revoke();
    }
    expect(permissions.counters.store?.hits).toBe(0);
  } finally {
    for (const store of stores.splice(0)) store.close();
    for (const socket of sockets) socket.destroy();
    mute.close();
  }
});
