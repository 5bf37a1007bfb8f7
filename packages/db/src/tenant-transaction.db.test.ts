import { AppError, newId } from "@gloria/core";
import { codeOf, deferred, makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileStatement } from "./compile-statement.ts";
import { connect, type Database } from "./connect.ts";
import { auditEvents, outbox, users } from "./schema/index.ts";
import { readTenant, type TenantTransaction, withNewTenant, withTenant } from "./tenant-transaction.ts";

const database = testDatabase();
let tenant: TestTenant;
let other: TestTenant;
/** Two connections, so that transactions follow one another on each. */
let narrow: Database;

beforeAll(async () => {
  tenant = await makeTenant(database);
  other = await makeTenant(database);
  narrow = connect({ url: database.urls.app, max: 2, name: "test-narrow" });
});
afterAll(() => narrow.close());

/** A write as verbs make it: the row, its audit event and its outbox row. */
async function writeThree(tx: TenantTransaction, name: string): Promise<string> {
  const id = newId();
  await tx.db.insert(users).values({ tenantId: tx.tenantId, id, name });
  await Promise.all([
    tx.db.insert(auditEvents).values({
      tenantId: tx.tenantId,
      id: newId(),
      actorKind: "system",
      action: "user.create",
      category: "organisation",
      entityType: "user",
      entityId: id,
    }),
    tx.db.insert(outbox).values({ tenantId: tx.tenantId, id: newId(), job: "test", payload: { userId: id } }),
  ]);
  return id;
}

async function tracesOf(id: string): Promise<{ rows: number; audits: number; jobs: number }> {
  const [found] = await database.owner<{ rows: number; audits: number; jobs: number }[]>`
    select (select count(*)::int from gloria.users where id = ${id}) as rows,
      (select count(*)::int from gloria.audit_events where entity_id = ${id}) as audits,
      (select count(*)::int from gloria.outbox where payload->>'userId' = ${id}) as jobs`;
  return found ?? { rows: -1, audits: -1, jobs: -1 };
}

describe("withTenant", () => {
  it("commits what the callback wrote and answers what it returned", async () => {
    const id = await withTenant(database.app, tenant.system, (tx) => writeThree(tx, "Ada"));
    expect(await tracesOf(id)).toEqual({ rows: 1, audits: 1, jobs: 1 });
  });

  it("says why the first statement failed, also where a later one is heard of first", async () => {
    const id = await tenant.addUser();
    const slowly = async (statement: Promise<unknown>) => {
      try {
        return await statement;
      } finally {
        for (let hop = 0; hop < 50; hop += 1) await null;
      }
    };
    const failing = withTenant(database.app, tenant.system, (tx) =>
      Promise.all([
        slowly(tx.db.insert(users).values({ tenantId: tx.tenantId, id, name: "Twice" }).execute()),
        tx.sql.unsafe("select 1"),
      ]),
    );
    await expect(failing.catch(codeOf)).resolves.toBe("data.conflict");
  });

  it("prepares the statements that are built, not only those that are written out", async () => {
    const one = connect({ url: database.urls.app, max: 1, name: "test-prepared" });
    const select = (tx: TenantTransaction) => tx.db.select({ id: users.id }).from(users).where(eq(users.name, "Ada"));
    await withTenant(one, tenant.system, select);
    const prepared = await withTenant(one, tenant.system, (tx) =>
      tx.sql.unsafe<{ statement: string }[]>("select statement from pg_prepared_statements"),
    );
    expect(prepared.filter(({ statement }) => statement.includes('"gloria"."users"'))).toHaveLength(1);
    await one.close();
  });

  it("runs a compiled statement in the transaction that it is given, and in no other", async () => {
    const find = compileStatement<{ id: string }, { id: string }[]>((db) =>
      db
        .select({ id: users.id })
        .from(users)
        .where(eq(users.id, sql.placeholder("id"))),
    );
    const id = await withTenant(database.app, tenant.system, (tx) => writeThree(tx, "Ada"));
    const [own, foreign] = await Promise.all([
      withTenant(database.app, tenant.system, (tx) => find(tx, { id })),
      withTenant(database.app, other.system, (tx) => find(tx, { id })),
    ]);
    expect([own, foreign]).toEqual([[{ id }], []]);
    const late = await withTenant(database.app, tenant.system, async (tx) => tx);
    await expect(find(late, { id })).rejects.toThrow();
  });

  it("leaves none of row, audit event and outbox row when the callback throws after the write", async () => {
    const written: { id?: string } = {};
    const failure = new AppError("data.conflict");
    await expect(
      withTenant(database.app, tenant.system, async (tx) => {
        written.id = await writeThree(tx, "Tiada");
        throw failure;
      }),
    ).rejects.toBe(failure);
    expect(await tracesOf(written.id ?? "")).toEqual({ rows: 0, audits: 0, jobs: 0 });
  });

  it("leaves none of the three when the database fails after the write", async () => {
    const written: { id?: string } = {};
    const failing = withTenant(database.app, tenant.system, async (tx) => {
      written.id = await writeThree(tx, "Tiada");
      await tx.sql.unsafe("select 1 / 0");
    });
    await expect(failing).rejects.toThrow(/division by zero/);
    expect(await tracesOf(written.id ?? "")).toEqual({ rows: 0, audits: 0, jobs: 0 });
  });

  it("leaves none of the three when the connection is lost before the commit", async () => {
    const written: { id?: string } = {};
    const failing = withTenant(database.app, tenant.system, async (tx) => {
      written.id = await writeThree(tx, "Tiada");
      const [backend] = await tx.sql.unsafe<{ pid: number }[]>("select pg_backend_pid() as pid");
      await database.owner`select pg_terminate_backend(${backend?.pid ?? 0})`;
    });
    await expect(failing.catch(codeOf)).resolves.toBe("service.unavailable");
    expect(await tracesOf(written.id ?? "")).toEqual({ rows: 0, audits: 0, jobs: 0 });
    await expect(withTenant(database.app, tenant.system, async () => "next")).resolves.toBe("next");
  });

  it("does not call a transaction committed whose failed statement the callback swallowed", async () => {
    const written: { id?: string } = {};
    const failing = withTenant(database.app, tenant.system, async (tx) => {
      written.id = await writeThree(tx, "Tiada");
      await tx.sql.unsafe("select 1 / 0").catch(() => {});
      return "as if nothing had happened";
    });
    await expect(failing).rejects.toThrow();
    expect(await tracesOf(written.id ?? "")).toEqual({ rows: 0, audits: 0, jobs: 0 });
  });

  it("names the broken constraint", async () => {
    const nip = newId();
    await tenant.addUser({ nip });
    const failing = withTenant(database.app, tenant.system, (tx) =>
      tx.db.insert(users).values({ tenantId: tx.tenantId, id: newId(), name: "Kembar", nip }),
    );
    await expect(failing.catch(codeOf)).resolves.toBe("user.nip_in_use");
  });

  it("refuses an unknown tenant, a suspended one, and a session that does not hold", async () => {
    const nobody = { ...tenant.system, tenantId: newId() };
    const look = (tx: TenantTransaction) => tx.db.select().from(users).limit(1);
    await expect(withTenant(database.app, nobody, look).catch(codeOf)).resolves.toBe("auth.unknown_tenant");
    await expect(readTenant(database.app, nobody, look).catch(codeOf)).resolves.toBe("auth.unknown_tenant");

    const asleep = await makeTenant(database);
    await database.owner`update gloria.tenants set status = 'suspended' where id = ${asleep.id}`;
    await expect(readTenant(database.app, asleep.admin, look).catch(codeOf)).resolves.toBe("auth.tenant_inactive");
    await expect(readTenant(database.app, asleep.system, async () => "maintenance")).resolves.toBe("maintenance");

    const session = async (change: { revoked?: boolean; expired?: boolean }) => {
      const id = newId();
      await database.owner`insert into gloria.sessions (tenant_id, id, user_id, external_sid, source, expires_at, revoked_at) values
        (${tenant.id}, ${id}, ${tenant.adminId}, ${id}, 'local', now() + ${change.expired === true ? "-1 second" : "1 hour"}::interval, ${change.revoked === true ? new Date() : null})`;
      return { ...tenant.admin, actor: { kind: "user", userId: tenant.adminId, sessionId: id } } as const;
    };
    await expect(readTenant(database.app, await session({}), async () => "in")).resolves.toBe("in");
    for (const ctx of [await session({ revoked: true }), await session({ expired: true })]) {
      await expect(readTenant(database.app, ctx, look).catch(codeOf)).resolves.toBe("auth.session_revoked");
      await expect(withTenant(database.app, ctx, look).catch(codeOf)).resolves.toBe("auth.session_revoked");
    }
    const unknown = { ...tenant.admin, actor: { kind: "user", userId: tenant.adminId, sessionId: newId() } } as const;
    await expect(readTenant(database.app, unknown, look).catch(codeOf)).resolves.toBe("auth.session_revoked");
  });

  it("writes nothing under a session that is revoked, however early the write is sent", async () => {
    const id = newId();
    await database.owner`insert into gloria.sessions (tenant_id, id, user_id, external_sid, source, expires_at, revoked_at) values
      (${tenant.id}, ${id}, ${tenant.adminId}, ${id}, 'local', now() + interval '1 hour', now())`;
    const ctx = { ...tenant.admin, actor: { kind: "user", userId: tenant.adminId, sessionId: id } } as const;
    const written: { id?: string } = {};
    const failing = withTenant(database.app, ctx, async (tx) => {
      written.id = await writeThree(tx, "Terlalu pagi");
      return written.id;
    });
    await expect(failing.catch(codeOf)).resolves.toBe("auth.session_revoked");
    expect(await tracesOf(written.id ?? "")).toEqual({ rows: 0, audits: 0, jobs: 0 });
  });
});

describe("a transaction that has ended", () => {
  it("answers no more, so that what went on behind it cannot reach the connection's next tenant", async () => {
    const one = connect({ url: database.urls.app, max: 1, name: "test-one" });
    try {
      const kept: TenantTransaction[] = [];
      const failing = withTenant(one, tenant.system, async (tx) => {
        kept.push(tx);
        throw new AppError("data.conflict");
      });
      await expect(failing.catch(codeOf)).resolves.toBe("data.conflict");
      const gate = deferred();
      const entered = deferred();
      const next = withTenant(one, other.system, async (tx) => {
        await tx.opening;
        entered.resolve();
        await gate.promise;
        return tx.db.select({ name: users.name }).from(users).where(eq(users.tenantId, tx.tenantId));
      });
      await entered.promise;
      expect(kept).toHaveLength(1);
      for (const late of kept) {
        await expect(Promise.resolve().then(() => late.db.select().from(users))).rejects.toThrow();
        await expect(Promise.resolve().then(() => late.sql.unsafe("select 1"))).rejects.toThrow(/has ended/);
      }
      gate.resolve();
      expect(await next).toHaveLength(1);
    } finally {
      await one.close();
    }
  });

  it("is over for readers too, also when they succeeded", async () => {
    const tx = await readTenant(database.app, tenant.system, async (inside) => ({ inside }));
    await expect(Promise.resolve().then(() => tx.inside.sql.unsafe("select 1"))).rejects.toThrow(/has ended/);
  });
});

describe("pipelining on a shared pool", () => {
  it("never lets one tenant's setting reach the next user of the connection", { timeout: 60_000 }, async () => {
    const tenants = [tenant, other, ...(await Promise.all([1, 2, 3].map(() => makeTenant(database))))];
    const step = fc.record({
      of: fc.nat({ max: tenants.length - 1 }),
      how: fc.constantFrom("read", "write", "throw", "fail", "early", "unset" as const),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 40 }), async (steps) => {
        const seen = await Promise.all(
          steps.map(async ({ of, how }) => {
            const own = tenants[of] ?? tenant;
            if (how === "unset") {
              const [count] = await narrow.sql<{ n: number; setting: string | null }[]>`
                select count(*)::int as n, nullif(current_setting('app.tenant_id', true), '') as setting from gloria.users`;
              return count?.n === 0 && count.setting === null;
            }
            const look = async (tx: TenantTransaction) => {
              // Sent before the opening is answered, as verbs do.
              const rows = await tx.db.select({ tenantId: users.tenantId }).from(users);
              if (how === "throw") throw new AppError("data.conflict");
              if (how === "fail") await tx.sql.unsafe("select 1 / 0");
              return rows.length > 0 && rows.every((row) => row.tenantId === own.id);
            };
            if (how === "early") {
              const failing = withTenant(narrow, own.system, async (tx) => {
                tx.db
                  .select()
                  .from(users)
                  .then(
                    () => {},
                    () => {},
                  );
                throw new AppError("data.conflict");
              });
              return (await failing.catch(codeOf)) === "data.conflict";
            }
            const done = how === "read" ? readTenant(narrow, own.system, look) : withTenant(narrow, own.system, look);
            if (how === "throw") return (await done.catch(codeOf)) === "data.conflict";
            if (how === "fail")
              return done.then(
                () => false,
                (error: unknown) => /division/.test(String(error)),
              );
            return done;
          }),
        );
        expect(seen).toEqual(steps.map(() => true));
      }),
      { numRuns: 25 },
    );
    const [settled] = await database.owner<{ n: number }[]>`
      select count(*)::int as n from pg_stat_activity where application_name = 'test-narrow' and state like 'idle in transaction%'`;
    expect(settled?.n).toBe(0);
  });
});

describe("readTenant", () => {
  it("refuses to write", async () => {
    const writing = readTenant(database.app, tenant.system, (tx) => writeThree(tx, "Tidak boleh"));
    await expect(writing).rejects.toThrow(/read-only|Failed query/);
    const [found] = await database.owner`select 1 from gloria.users where name = 'Tidak boleh'`;
    expect(found).toBeUndefined();
  });

  it("tells the epoch and the database's clock", async () => {
    const opening = await readTenant(database.app, tenant.system, (tx) => tx.opening);
    expect(opening.epoch).toBeGreaterThan(0);
    expect(Math.abs(opening.now.getTime() - Date.now())).toBeLessThan(60_000);
  });
});

describe("withNewTenant", () => {
  const founding = (code: string) => ({
    code,
    name: "Yayasan Baru",
    clerkOrgId: `org_${code}`,
    locale: "id" as const,
    timeZone: "Asia/Jakarta",
  });

  it("founds a tenant and goes on inside it", async () => {
    const id = newId();
    const code = `n-${id}`;
    const seen = await withNewTenant(database.app, { ...tenant.system, tenantId: id }, founding(code), async (tx) => {
      await writeThree(tx, "Pendiri");
      return { epoch: (await tx.opening).epoch, people: (await tx.db.select().from(users)).map((user) => user.name) };
    });
    expect(seen.people).toEqual(["Pendiri"]);
    expect(seen.epoch).toBeGreaterThan(0);
  });

  it("founds none when the callback throws, and none under a code in use", async () => {
    const id = newId();
    const failing = withNewTenant(database.app, { ...tenant.system, tenantId: id }, founding(`x-${id}`), async () => {
      throw new AppError("data.conflict");
    });
    await expect(failing.catch(codeOf)).resolves.toBe("data.conflict");
    const taken = withNewTenant(
      database.app,
      { ...tenant.system, tenantId: id },
      founding(tenant.code),
      async () => "never",
    );
    await expect(taken.catch(codeOf)).resolves.toBe("tenant.code_in_use");
    const [row] = await database.owner`select 1 from gloria.tenants where id = ${id}`;
    expect(row).toBeUndefined();
  });

  it("does not take over a tenant that exists", async () => {
    const taking = withNewTenant(
      database.app,
      { ...tenant.system, tenantId: other.id },
      founding(`y-${newId()}`),
      async () => "never",
    );
    await expect(taking.catch(codeOf)).resolves.toBe("data.conflict");
    const [row] = await database.owner<{ code: string }[]>`select code from gloria.tenants where id = ${other.id}`;
    expect(row?.code).toBe(other.code);
  });
});
