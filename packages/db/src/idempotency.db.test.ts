import { AppError, newId, type TenantContext } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { users } from "./schema/index.ts";
import { type TenantTransaction, withTenant } from "./tenant-transaction.ts";

const database = testDatabase();
let tenant: TestTenant;

beforeAll(async () => {
  tenant = await makeTenant(database);
});

const keyed = (key: string, fingerprint = "body-1", userId = tenant.adminId): TenantContext =>
  tenant.as(userId, { idempotency: { key, fingerprint } });

/** Creates a person and answers with what no second run could answer with. */
async function create(tx: TenantTransaction): Promise<{ id: string; nested: { at: string; none: null } }> {
  const id = newId();
  await tx.db.insert(users).values({ tenantId: tx.tenantId, id, name: "Sekali" });
  return { id, nested: { at: "2026-01-02T03:04:05.678Z", none: null } };
}

async function countOf(ids: readonly string[]): Promise<number> {
  const [found] = await database.owner<
    { n: number }[]
  >`select count(*)::int as n from gloria.users where id = any(${[...ids]}::uuid[])`;
  return found?.n ?? -1;
}

describe("idempotency keys", () => {
  it("do the work once under twenty concurrent requests, and answer all of them alike", async () => {
    const ran: string[] = [];
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        withTenant(database.app, keyed("twenty"), async (tx) => {
          const made = await create(tx);
          ran.push(made.id);
          return made;
        }),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(ran).toHaveLength(1);
    expect(await countOf(ran)).toBe(1);
  });

  it("answer with the first result again, as JSON knows it", async () => {
    const first = await withTenant(database.app, keyed("again"), create);
    const second = await withTenant(database.app, keyed("again"), async () => {
      throw new Error("must not run");
    });
    expect(second).toEqual(first);
    await withTenant(database.app, keyed("nothing"), async () => undefined);
    await expect(withTenant(database.app, keyed("nothing"), create)).resolves.toBeNull();
  });

  it("refuse another body under the same key, also while the first is under way", async () => {
    await withTenant(database.app, keyed("other"), create);
    await expect(withTenant(database.app, keyed("other", "body-2"), create).catch(codeOf)).resolves.toBe(
      "request.idempotency_mismatch",
    );
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) => withTenant(database.app, keyed("mixed", `body-${index % 2}`), create)),
    );
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused).toHaveLength(5);
    expect(refused.map((outcome) => codeOf(outcome.reason))).toEqual(refused.map(() => "request.idempotency_mismatch"));
  });

  it("are free again after a rollback: a failed request may be repeated", async () => {
    const failing = withTenant(database.app, keyed("retry"), async (tx) => {
      await create(tx);
      throw new AppError("data.conflict");
    });
    await expect(failing.catch(codeOf)).resolves.toBe("data.conflict");
    const made = await withTenant(database.app, keyed("retry", "another body"), create);
    expect(await countOf([made.id])).toBe(1);
  });

  it("of one request that fails and others that wait for it, exactly one does the work", async () => {
    const runs = { count: 0 };
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, () =>
        withTenant(database.app, keyed("first-fails"), async (tx) => {
          runs.count += 1;
          const made = await create(tx);
          if (runs.count === 1) throw new AppError("data.conflict");
          return made;
        }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.status === "rejected")).toHaveLength(1);
    const made = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value.id] : []));
    expect(new Set(made).size).toBe(1);
    expect(runs.count).toBe(2);
  });

  it("of different people and tenants never meet", async () => {
    const other = await makeTenant(database);
    const colleague = await tenant.addUser();
    const made = await Promise.all([
      withTenant(database.app, keyed("shared"), create),
      withTenant(database.app, keyed("shared", "body-1", colleague), create),
      withTenant(
        database.app,
        other.as(other.adminId, { idempotency: { key: "shared", fingerprint: "body-1" } }),
        create,
      ),
    ]);
    expect(new Set(made.map((one) => one.id)).size).toBe(3);
  });

  it("are for people only", async () => {
    const system = { ...tenant.system, idempotency: { key: "system", fingerprint: "x" } };
    await expect(withTenant(database.app, system, create).catch(codeOf)).resolves.toBe(
      "request.idempotency_key_invalid",
    );
  });

  it("give nothing to a session that is revoked", async () => {
    const session = newId();
    await database.owner`insert into gloria.sessions (tenant_id, id, user_id, external_sid, source, expires_at)
      values (${tenant.id}, ${session}, ${tenant.adminId}, ${session}, 'local', now() + interval '1 hour')`;
    const ctx: TenantContext = {
      ...keyed("revoked"),
      actor: { kind: "user", userId: tenant.adminId, sessionId: session },
    };
    await withTenant(database.app, ctx, create);
    await database.owner`update gloria.sessions set revoked_at = now() where id = ${session}`;
    await expect(withTenant(database.app, ctx, create).catch(codeOf)).resolves.toBe("auth.session_revoked");
  });
});
