import { newId } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileStatement } from "./compile-statement.ts";
import { connect, type Database } from "./connect.ts";
import { readInOneStatement } from "./read-in-one-statement.ts";
import { users } from "./schema/index.ts";
import { withTenant } from "./tenant-transaction.ts";
import { cameTooLate } from "./transaction-line.ts";

const database = testDatabase();
let tenant: TestTenant;
let other: TestTenant;
/** One connection, so that every read follows the one before on it. */
let narrow: Database;

beforeAll(async () => {
  tenant = await makeTenant(database);
  other = await makeTenant(database);
  narrow = connect({ url: database.urls.app, max: 1, name: "test-one-statement" });
});
afterAll(() => narrow.close());

const nameOf = compileStatement<{ id: string }, { user: { id: string; createdAt: Date }; name: string }[]>((db) =>
  db
    .select({ user: { id: users.id, createdAt: users.createdAt }, name: users.name })
    .from(users)
    .where(eq(users.id, sql.placeholder("id"))),
);

/** The setting that row security goes by, on the connection as it lies in the pool. */
const settingLeft = async () => {
  const client = await narrow.transactions.acquire();
  const [row] = await client.sql.unsafe<{ left: string | null; open: boolean }[]>(
    "select current_setting('app.tenant_id', true) as left, now() <> statement_timestamp() as open",
  );
  narrow.transactions.release(client);
  return row?.left ?? "";
};

describe("readInOneStatement", () => {
  it("answers the tenant's own rows, and the opening of the same snapshot", async () => {
    const id = await tenant.addUser({ name: "Ada" });
    const [rows, opening] = await readInOneStatement(narrow, tenant.system, (tx) =>
      Promise.all([nameOf(tx, { id }), tx.opening]),
    );
    expect(rows).toEqual([{ user: { id, createdAt: expect.any(Date) }, name: "Ada" }]);
    expect(opening).toEqual({ epoch: expect.any(Number), now: expect.any(Date), tenantName: `Yayasan ${tenant.code}` });
    expect(await settingLeft()).toBe("");
  });

  it("answers no row of another tenant, and none where there is none", async () => {
    const foreign = await other.addUser({ name: "Grace" });
    for (const id of [foreign, newId()]) {
      expect(await readInOneStatement(narrow, tenant.system, (tx) => nameOf(tx, { id }))).toEqual([]);
    }
    const seen = await readInOneStatement(narrow, other.system, (tx) =>
      tx.sql.unsafe<{ tenant_id: string }[]>("select tenant_id from gloria.users", []),
    );
    expect(new Set(seen.map((row) => row.tenant_id))).toEqual(new Set([other.id]));
  });

  it("keeps the order of the query, and gives objects to who awaits it bare", async () => {
    const names = ["c", "a", "b"].map((name) => `order ${name}`);
    for (const name of names) await tenant.addUser({ name });
    const rows = await readInOneStatement(narrow, tenant.system, (tx) =>
      tx.sql.unsafe<{ name: string; twice: string }[]>(
        "select name, name as twice from gloria.users where name like $1 order by name desc limit 2",
        ["order %"],
      ),
    );
    expect(rows).toEqual([
      { name: "order c", twice: "order c" },
      { name: "order b", twice: "order b" },
    ]);
  });

  it("enters also for who asks nothing", async () => {
    const opening = await readInOneStatement(narrow, tenant.system, (tx) => tx.opening);
    expect(opening.tenantName).toBe(`Yayasan ${tenant.code}`);
  });

  it("refuses a second statement and one that comes too late, and sends neither", async () => {
    const second = (tx: Parameters<Parameters<typeof readInOneStatement>[2]>[0]) =>
      Promise.all([nameOf(tx, { id: newId() }), nameOf(tx, { id: newId() })]);
    await expect(readInOneStatement(narrow, tenant.system, second)).rejects.toSatisfy(cameTooLate);
    const late = readInOneStatement(narrow, tenant.system, async (tx) => {
      await tx.opening;
      return nameOf(tx, { id: newId() });
    });
    await expect(late).rejects.toSatisfy(cameTooLate);
    let kept: Parameters<typeof second>[0] | undefined;
    await readInOneStatement(narrow, tenant.system, async (tx) => {
      kept = tx;
      await tx.opening;
    });
    if (kept === undefined) throw new Error("the callback was not called");
    await expect(nameOf(kept, { id: newId() })).rejects.toSatisfy(cameTooLate);
  });

  it("sends nothing for a callback that fails before it asks", async () => {
    const failing = readInOneStatement(narrow, tenant.system, async () => {
      throw new Error("of its own");
    });
    await expect(failing).rejects.toThrow("of its own");
    expect(await withTenant(narrow, tenant.system, async (tx) => (await tx.opening).tenantName)).toBe(
      `Yayasan ${tenant.code}`,
    );
  });

  it("says what is wrong with tenant, session and statement", async () => {
    const { admin } = tenant;
    if (admin.actor.kind !== "user") throw new Error("the administrator is a person");
    const entering = (ctx: typeof admin) => readInOneStatement(narrow, ctx, (tx) => tx.opening).catch(codeOf);
    expect(await entering({ ...admin, tenantId: newId() })).toBe("auth.unknown_tenant");
    expect(await entering({ ...admin, actor: { ...admin.actor, sessionId: newId() } })).toBe("auth.session_revoked");
    const broken = readInOneStatement(narrow, tenant.system, (tx) => tx.sql.unsafe("select 1 / $1::int", [0]));
    await expect(broken).rejects.toThrow("division by zero");
    expect(await entering(admin)).toMatchObject({ tenantName: `Yayasan ${tenant.code}` });
  });
});
