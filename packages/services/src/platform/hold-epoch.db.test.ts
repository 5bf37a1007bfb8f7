import { newId } from "@gloria/core";
import { users } from "@gloria/db";
import { codeOf, deferred, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeEach, describe, expect, it } from "vitest";
import { writeAtOnce } from "./in-tenant.ts";
import { type Services, type VerbTransaction, writeInTenant } from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let person: string;

beforeEach(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
  person = await tenant.addUser();
  await tenant.addGrant({ userId: person, code: "user:read", scope: "ALL" });
});

const revoke = () =>
  database.owner`update gloria.grants set ended_at = now() where tenant_id = ${tenant.id} and subject_id = ${person}`;

const epochNow = async () => {
  const [row] = await database.owner<{ epoch: string }[]>`
    select epoch from gloria.permission_epochs where tenant_id = ${tenant.id}`;
  return Number(row?.epoch);
};

const namesOf = async (name: string) => {
  const rows = await database.owner`select id from gloria.users where tenant_id = ${tenant.id} and name = ${name}`;
  return rows.length;
};

/** Somebody else's commits come between the opening of a verb and its hold. */
const overtaken =
  (hold: (tx: VerbTransaction) => Promise<number>, between: () => Promise<unknown>) => async (tx: VerbTransaction) => {
    // The rights as of the opening are known, and say yes.
    (await tx.access).assert("user:read");
    await between();
    await hold(tx);
    (await tx.access).assert("user:read");
    await tx.db.insert(users).values({ tenantId: tx.tenantId, id: newId(), name: "Sesudah" });
  };

const holds = {
  shareEpoch: (tx: VerbTransaction) => tx.shareEpoch(),
  lockEpoch: (tx: VerbTransaction) => tx.lockEpoch(),
} as const;

describe.each(Object.entries(holds))("%s", (_, hold) => {
  it("lets nobody act on a right that was taken away since the transaction opened", async () => {
    const acting = writeInTenant(services, tenant.as(person), overtaken(hold, revoke));
    expect(await acting.catch(codeOf)).toBe("access.denied");
    expect(await namesOf("Sesudah")).toBe(0);
  });

  it("refuses who was suspended since, though the verb asks for nothing more", async () => {
    const acting = writeInTenant(services, tenant.as(person), async (tx) => {
      await tx.access;
      await database.owner`update gloria.users set status = 'suspended' where id = ${person}`;
      await hold(tx);
      await tx.db.insert(users).values({ tenantId: tx.tenantId, id: newId(), name: "Sesudah" });
    });
    expect(await acting.catch(codeOf)).toBe("auth.person_inactive");
    expect(await namesOf("Sesudah")).toBe(0);
  });

  it("lets a right count that was given since, and goes on as before where nothing changed", async () => {
    const late = await tenant.addUser();
    const grant = () => tenant.addGrant({ userId: late, code: "user:read", scope: "ALL" });
    await writeInTenant(services, tenant.as(late), async (tx) => {
      expect((await tx.access).can("user:read")).toBe(false);
      await grant();
      expect(await hold(tx)).toBe(await epochNow());
      expect((await tx.access).can("user:read")).toBe(true);
    });
    await writeInTenant(services, tenant.as(person), async (tx) => {
      const before = await tx.access;
      expect(await hold(tx)).toBe((await tx.opening).epoch);
      expect(await tx.access).toBe(before);
    });
  });

  it("makes a revocation wait for the verb's end", async () => {
    const [held, gate] = [deferred(), deferred()];
    const order: string[] = [];
    const acting = writeInTenant(services, tenant.as(person), async (tx) => {
      await hold(tx);
      held.resolve();
      await gate.promise;
      (await tx.access).assert("user:read");
      order.push("acted");
    });
    await held.promise;
    const revoking = revoke().then(() => order.push("revoked"));
    await waitingForLock();
    gate.resolve();
    await Promise.all([acting, revoking]);
    expect(order).toEqual(["acted", "revoked"]);
  });

  it("does not keep what the transaction wrote itself for anybody else", async () => {
    const grant = () => tenant.addGrant({ userId: person, code: "school:read", scope: "ALL" });
    const failing = writeInTenant(services, tenant.as(person), async (tx) => {
      await grant();
      await hold(tx);
      await tx.access;
      throw new Error("taken back");
    });
    await expect(failing).rejects.toThrow("taken back");
    await revoke();
    expect(await writeInTenant(services, tenant.as(person), async (tx) => (await tx.access).can("user:read"))).toBe(
      false,
    );
  });
});

/** Until a statement of the owner waits for a lock. */
async function waitingForLock(): Promise<void> {
  for (;;) {
    const waiting = await database.owner`
      select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like 'update gloria.grants%'`;
    if (waiting.length > 0) return;
  }
}

it("two may share at once; who shares cannot lock any more, and who locks may share", async () => {
  const gate = deferred();
  const both = [deferred(), deferred()] as const;
  const sharing = both.map((each) =>
    writeInTenant(services, tenant.as(person), async (tx) => {
      await tx.shareEpoch();
      each.resolve();
      await gate.promise;
    }),
  );
  await Promise.all(both.map(({ promise }) => promise));
  gate.resolve();
  await Promise.all(sharing);
  const late = writeInTenant(services, tenant.as(person), async (tx) => {
    await tx.shareEpoch();
    await tx.lockEpoch();
  });
  await expect(late).rejects.toThrow(/cannot lock/);
  await writeInTenant(services, tenant.as(person), async (tx) => {
    expect(await tx.lockEpoch()).toBe(await tx.shareEpoch());
  });
});

it("writeAtOnce runs again on the rights of now, where the epoch moved before it was shared", async () => {
  await writeInTenant(services, tenant.as(person), (tx) => tx.access);
  let runs = 0;
  const acting = writeAtOnce(services, tenant.as(person), async (tx) => {
    runs += 1;
    if (runs === 1) {
      await tx.opening;
      await revoke();
    }
    await tx.shareEpoch();
    (await tx.access).assert("user:read");
    await tx.db.insert(users).values({ tenantId: tx.tenantId, id: newId(), name: "Sesudah" });
  });
  expect(await acting.catch(codeOf)).toBe("access.denied");
  expect([runs, await namesOf("Sesudah")]).toEqual([2, 0]);
});
