import { newId } from "@gloria/core";
import { users } from "@gloria/db";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { readAtOnce, writeAtOnce } from "./in-tenant.ts";
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

/** A verb that counts how often it runs. */
function counted<Result>(work: (tx: VerbTransaction) => Promise<Result>) {
  const counter = { runs: 0 };
  const run = (tx: VerbTransaction) => {
    counter.runs += 1;
    return work(tx);
  };
  return { counter, run };
}

const findSelf = async (tx: VerbTransaction) => {
  const access = await tx.access;
  access.assert("user:read");
  const [row] = await tx.db
    .select({ name: users.name })
    .from(users)
    .where(and(eq(users.tenantId, tx.tenantId), eq(users.id, person)));
  return row?.name;
};

const addNamed = (name: string) => async (tx: VerbTransaction) => {
  const access = await tx.access;
  access.assert("user:read");
  await tx.db.insert(users).values({ tenantId: tx.tenantId, id: newId(), name });
  return tx.tenantName;
};

const countNamed = async (name: string) => {
  const [row] = await database.owner<{ n: number }[]>`
    select count(*)::int as n from gloria.users where tenant_id = ${tenant.id} and name = ${name}`;
  return row?.n;
};

const deniedEvents = async () => {
  const [row] = await database.owner<{ n: number }[]>`
    select count(*)::int as n from gloria.audit_events where tenant_id = ${tenant.id} and action = 'access.denied'`;
  return row?.n;
};

describe("readAtOnce", () => {
  it("runs a verb once where the rights are remembered and still hold", async () => {
    await readAtOnce(services, tenant.as(person), findSelf);
    const { counter, run } = counted(findSelf);
    expect(await readAtOnce(services, tenant.as(person), run)).toBe("Siti Aminah");
    expect(counter.runs).toBe(1);
  });

  it("tells nothing that was found under rights which another has taken away meanwhile, and audits one denial", async () => {
    await readAtOnce(services, tenant.as(person), findSelf);
    await database.owner`update gloria.grants set ended_at = now() where tenant_id = ${tenant.id} and subject_id = ${person}`;
    const { counter, run } = counted(findSelf);
    expect(await readAtOnce(services, tenant.as(person), run).catch(codeOf)).toBe("access.denied");
    expect(counter.runs).toBe(2);
    expect(await deniedEvents()).toBe(1);
  });

  it("allows what was granted meanwhile, although the remembered rights would refuse", async () => {
    const other = await tenant.addUser();
    expect(await readAtOnce(services, tenant.as(other), findSelf).catch(codeOf)).toBe("access.denied");
    await tenant.addGrant({ userId: other, code: "user:read", scope: "ALL" });
    expect(await readAtOnce(services, tenant.as(other), findSelf)).toBe("Siti Aminah");
    expect(await deniedEvents()).toBe(1);
  });

  it("runs a verb again that asks twice, and one with a chosen school", async () => {
    const school = await tenant.addSchool();
    const { counter, run } = counted(async (tx: VerbTransaction) => [await findSelf(tx), await findSelf(tx)]);
    await readAtOnce(services, tenant.as(person), findSelf);
    expect(await readAtOnce(services, tenant.as(person), run)).toEqual(["Siti Aminah", "Siti Aminah"]);
    expect(counter.runs).toBe(2);
    const chosen = (schoolId: string) => tenant.as(person, { schoolId });
    expect(await readAtOnce(services, chosen(school), findSelf)).toBe("Siti Aminah");
    expect(await readAtOnce(services, chosen(newId()), findSelf).catch(codeOf)).toBe("school.not_found");
  });

  it("refuses a person who was suspended meanwhile", async () => {
    await readAtOnce(services, tenant.as(person), findSelf);
    await database.owner`update gloria.users set status = 'suspended' where tenant_id = ${tenant.id} and id = ${person}`;
    expect(await readAtOnce(services, tenant.as(person), findSelf).catch(codeOf)).toBe("auth.person_inactive");
  });
});

describe("writeAtOnce", () => {
  it("writes once where the rights hold, with the tenant's name", async () => {
    await readAtOnce(services, tenant.as(person), findSelf);
    const { counter, run } = counted(addNamed("Once"));
    expect(await writeAtOnce(services, tenant.as(person), run)).toBe(`Yayasan ${tenant.code}`);
    expect([counter.runs, await countNamed("Once")]).toEqual([1, 1]);
  });

  it("writes under the rights of its own transaction, and the name of today, once", async () => {
    await readAtOnce(services, tenant.as(person), findSelf);
    await tenant.addGrant({ userId: person, code: "audit:read", scope: "ALL" });
    await database.owner`update gloria.tenants set name = 'Yayasan Baru' where id = ${tenant.id}`;
    const { counter, run } = counted(addNamed("Twice tried"));
    expect(await writeAtOnce(services, tenant.as(person), run)).toBe("Yayasan Baru");
    expect([counter.runs, await countNamed("Twice tried")]).toEqual([2, 1]);
  });

  it("leaves nothing of a write whose right was taken away meanwhile", async () => {
    await readAtOnce(services, tenant.as(person), findSelf);
    await database.owner`update gloria.grants set ended_at = now() where tenant_id = ${tenant.id} and subject_id = ${person}`;
    expect(await writeAtOnce(services, tenant.as(person), addNamed("Never")).catch(codeOf)).toBe("access.denied");
    expect([await countNamed("Never"), await deniedEvents()]).toEqual([0, 1]);
  });

  it("answers an idempotent request again without writing again, also after its rights have changed", async () => {
    const ctx = tenant.as(person, { idempotency: { key: newId(), fingerprint: "a".repeat(64) } });
    await writeInTenant(services, tenant.as(person), findSelf);
    const first = await writeAtOnce(services, ctx, addNamed("Idempotent"));
    await tenant.addGrant({ userId: person, code: "audit:read", scope: "ALL" });
    expect(await writeAtOnce(services, ctx, addNamed("Idempotent"))).toBe(first);
    expect(await countNamed("Idempotent")).toBe(1);
  });
});
