import { newId } from "@gloria/core";
import { grants, readTenant, type TenantTransaction, withTenant } from "@gloria/db";
import { codeOf, makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import { beforeEach, describe, expect, test } from "vitest";
import { assertEpochAtLeast, epochAt } from "./epoch-at.ts";
import { loadFacts } from "./load-facts.ts";
import { Permissions } from "./permissions.ts";

const database = testDatabase();
let tenant: TestTenant;
let userId: string;

beforeEach(async () => {
  tenant = await makeTenant(database);
  userId = await tenant.addUser();
});

const newPermissions = () => new Permissions({ maxBytes: 1_000_000, strict: true });
const read = <Result>(work: (tx: TenantTransaction) => Promise<Result>) =>
  readTenant(database.app, tenant.as(userId), work);
const grant = () => tenant.addGrant({ userId, code: "user:read", scope: "ALL" });
const revoke = () =>
  database.owner`update gloria.grants set ended_at = now() where tenant_id = ${tenant.id} and subject_id = ${userId}`;

/** The database's clock, when a millisecond has passed: what comes next is written later than this. */
async function instant(): Promise<Date> {
  const [row] = await database.owner<{ at: string }[]>`select clock_timestamp()::text as at from pg_sleep(0.002)`;
  return new Date(row?.at ?? Number.NaN);
}

describe("as of", () => {
  test("a time is answered by what held then, whatever came before and after", async () => {
    const before = await instant();
    await grant();
    const meanwhile = await instant();
    await revoke();
    const after = await instant();
    const epochs = await read((tx) => Promise.all([before, meanwhile, after].map((time) => epochAt(tx, time))));
    expect([...epochs].sort((a, b) => a - b)).toEqual(epochs);
    expect(new Set(epochs).size).toBe(3);
    const permissions = newPermissions();
    const can = (time: Date) =>
      read(async (tx) => (await permissions.accessAsOf(tx, userId, { time })).can("user:read", {}));
    expect([await can(before), await can(meanwhile), await can(after)]).toEqual([false, true, false]);
    const byEpoch = await read((tx) =>
      Promise.all(
        epochs.map(async (epoch) => (await permissions.accessAsOf(tx, userId, { epoch })).can("user:read", {})),
      ),
    );
    expect(byEpoch).toEqual([false, true, false]);
  });

  test("a row that was closed for a while and opened again was closed in between", async () => {
    const reopen = () => database.owner`
      update gloria.grants set ended_at = null, ended_epoch = null where tenant_id = ${tenant.id} and subject_id = ${userId}`;
    const epochs: number[] = [];
    for (const change of [grant, revoke, reopen, revoke, reopen]) {
      await change();
      epochs.push((await read((tx) => tx.opening)).epoch);
    }
    const permissions = newPermissions();
    const can = (epoch: number) =>
      read(async (tx) => (await permissions.accessAsOf(tx, userId, { epoch })).can("user:read", {}));
    expect(await Promise.all(epochs.map(can))).toEqual([true, false, true, false, true]);
  });

  test("windows count by the clock of then, to the millisecond, though nothing was written between", async () => {
    const [from, until] = [Date.now() - 3_600_000, Date.now() + 3_600_000];
    await withTenant(database.app, tenant.system, (tx) =>
      tx.db.insert(grants).values({
        tenantId: tenant.id,
        id: newId(),
        subjectKind: "user",
        subjectId: userId,
        code: "user:read",
        scope: "ALL",
        validFrom: new Date(from),
        validUntil: new Date(until),
      }),
    );
    const permissions = newPermissions();
    const can = (time: number) =>
      read(async (tx) => (await permissions.accessAsOf(tx, userId, { time: new Date(time) })).can("user:read", {}));
    expect([await can(until - 1), await can(until)]).toEqual([true, false]);
    const epoch = await read(async (tx) => (await tx.opening).epoch);
    expect(await read(async (tx) => (await permissions.accessAsOf(tx, userId, { epoch })).can("user:read", {}))).toBe(
      true,
    );
  });

  test("there is nothing before the beginning, nobody before they came, and no epoch that is yet to come", async () => {
    const permissions = newPermissions();
    const long = new Date("2001-01-01T00:00:00Z");
    expect(await read((tx) => epochAt(tx, long))).toBe(0);
    const reason = (user: string, time: Date) =>
      read(async (tx) => (await permissions.accessAsOf(tx, user, { time })).check("user:read", {}).reason);
    expect(await reason(tenant.adminId, long)).toBe("user_inactive");
    const early = await instant();
    const late = await tenant.addUser();
    expect([await reason(late, early), await reason(late, await instant())]).toEqual(["user_inactive", "no_rule"]);
    const { epoch } = await read((tx) => tx.opening);
    const coming = read((tx) => permissions.accessAsOf(tx, userId, { epoch: epoch + 1 }));
    expect(await coming.catch(codeOf)).toBe("permission.epoch_behind");
  });

  test("a reader who wants to see a change is told when it would not", async () => {
    const { epoch } = await read((tx) => tx.opening);
    await grant();
    await read((tx) => assertEpochAtLeast(tx, epoch + 1));
    await read((tx) => assertEpochAtLeast(tx, undefined));
    expect(await read((tx) => assertEpochAtLeast(tx, epoch + 2)).catch(codeOf)).toBe("permission.epoch_behind");
  });
});

describe("delegators", () => {
  const delegate = () => database.owner`
    insert into gloria.delegations (tenant_id, id, delegator_id, delegate_id, codes, valid_until)
    values (${tenant.id}, ${newId()}, ${tenant.adminId}, ${userId}, '{school:read}', now() + interval '1 day')`;

  /** A transaction in which something is committed by others after each statement of facts. */
  function disturbed(tx: TenantTransaction, disturb: (statement: number) => Promise<unknown>): TenantTransaction {
    let statements = 0;
    const unsafe = async (...given: Parameters<typeof tx.sql.unsafe>) => {
      const rows = await tx.sql.unsafe(...given);
      await disturb(statements++);
      return rows;
    };
    const sql = new Proxy(tx.sql, { get: (target, name) => (name === "unsafe" ? unsafe : Reflect.get(target, name)) });
    return new Proxy(tx, { get: (target, name) => (name === "sql" ? sql : Reflect.get(target, name, target)) });
  }

  test("are of the same epoch, also in a transaction that sees each commit", async () => {
    await delegate();
    const loaded = await withTenant(database.app, tenant.system, (tx) =>
      loadFacts(
        disturbed(tx, async (statement) => (statement === 0 ? grant() : null)),
        userId,
      ),
    );
    const now = await read((tx) => loadFacts(tx, userId));
    expect(loaded).toEqual(now);
    expect(loaded.delegators.map((raw) => raw.userId)).toEqual([tenant.adminId]);
    expect(loaded.raw.grants).toHaveLength(1);
  });

  test("cannot be had where rights change faster than they are read", async () => {
    await delegate();
    let statements = 0;
    const loading = withTenant(database.app, tenant.system, (tx) =>
      loadFacts(
        disturbed(tx, () => {
          statements += 1;
          return grant();
        }),
        userId,
      ),
    );
    expect(await loading.catch(codeOf)).toBe("service.unavailable");
    expect(statements).toBe(10);
  });

  test("cost those nothing to whom nobody delegates", async () => {
    let statements = 0;
    await read((tx) =>
      loadFacts(
        disturbed(tx, async () => {
          statements += 1;
        }),
        userId,
      ),
    );
    expect(statements).toBe(1);
  });

  test("end with the delegator's rights, in a warm cache, in the next request", async () => {
    await delegate();
    const permissions = newPermissions();
    const can = () => read(async (tx) => (await permissions.accessFor(tx)).can("school:read", {}));
    expect([await can(), await can()]).toEqual([true, true]);
    await database.owner`update gloria.users set status = 'suspended' where id = ${tenant.adminId}`;
    expect(await can()).toBe(false);
    await database.owner`update gloria.users set status = 'active' where id = ${tenant.adminId}`;
    expect(await can()).toBe(true);
    await database.owner`update gloria.delegations set ended_at = now() where tenant_id = ${tenant.id}`;
    expect(await can()).toBe(false);
  });
});

describe("the cache", () => {
  test("is filled ahead of requests, which then load nothing", async () => {
    await grant();
    const permissions = newPermissions();
    const other = await tenant.addUser();
    await readTenant(database.app, tenant.system, (tx) => permissions.warm(tx, [userId, other]));
    expect(permissions.counters).toMatchObject({ entries: 2, misses: 0 });
    expect(await read(async (tx) => (await permissions.accessFor(tx)).can("user:read", {}))).toBe(true);
    expect(permissions.counters).toMatchObject({ hits: 1, misses: 0 });
    expect(permissions.counters.ageSeconds).toBeGreaterThanOrEqual(0);
    await revoke();
    expect(await read(async (tx) => (await permissions.accessFor(tx)).can("user:read", {}))).toBe(false);
    await expect(withTenant(database.app, tenant.system, (tx) => permissions.warm(tx, [userId]))).rejects.toThrow(
      /read-only/,
    );
  });

  test("is refreshed for one, or forgotten for all", async () => {
    const permissions = newPermissions();
    const other = await tenant.addUser();
    await readTenant(database.app, tenant.system, (tx) => permissions.warm(tx, [userId, other]));
    const { epoch } = await read((tx) => tx.opening);
    expect(await read((tx) => permissions.refresh(tx, userId))).toEqual({ epoch, dropped: 1 });
    expect(permissions.counters.entries).toBe(2);
    expect(await read((tx) => permissions.refresh(tx))).toEqual({ epoch, dropped: 2 });
    expect(permissions.counters).toMatchObject({ entries: 0, bytes: 0, ageSeconds: 0 });
    expect(await read((tx) => permissions.refresh(tx))).toEqual({ epoch, dropped: 0 });
  });
});
