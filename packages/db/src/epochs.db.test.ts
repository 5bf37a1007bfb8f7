import { newId } from "@gloria/core";
import { codeOf, deferred, makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import type { Sql } from "postgres";
import { beforeAll, describe, expect, it } from "vitest";
import { type TenantTransaction, withTenant } from "./tenant-transaction.ts";

const database = testDatabase();
let tenant: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  tenant = await makeTenant(database);
  other = await makeTenant(database);
});

async function epochOf(id: string): Promise<number> {
  const [row] = await database.owner<
    { epoch: string }[]
  >`select epoch from gloria.permission_epochs where tenant_id = ${id}`;
  return Number(row?.epoch);
}

async function raisedBy(work: (owner: Sql) => Promise<unknown>): Promise<number> {
  const before = await epochOf(tenant.id);
  await work(database.owner);
  return (await epochOf(tenant.id)) - before;
}

describe("permission epochs", () => {
  it("rise with every change that decides, and with none that does not", async () => {
    const userId = await tenant.addUser();
    const schoolId = await tenant.addSchool();
    expect(await raisedBy(() => tenant.addGrant({ userId, code: "user:read", scope: "OWN" }))).toBe(1);
    expect(
      await raisedBy(
        (sql) =>
          sql`update gloria.grants set ended_at = now() where tenant_id = ${tenant.id} and subject_id = ${userId}`,
      ),
    ).toBe(1);
    expect(await raisedBy((sql) => sql`update gloria.users set status = 'suspended' where id = ${userId}`)).toBe(1);
    expect(await raisedBy((sql) => sql`update gloria.users set deleted_at = now() where id = ${userId}`)).toBe(1);
    expect(
      await raisedBy((sql) => sql`update gloria.schools set time_zone = 'Asia/Jayapura' where id = ${schoolId}`),
    ).toBe(1);
    expect(await raisedBy((sql) => sql`update gloria.tenants set status = 'active' where id = ${tenant.id}`)).toBe(1);
    expect(
      await raisedBy(
        (sql) =>
          sql`insert into gloria.departments (tenant_id, id, code, name) values (${tenant.id}, ${newId()}, 'E1', 'E1')`,
      ),
    ).toBe(1);
    expect(await raisedBy((sql) => sql`update gloria.users set name = 'Baru' where id = ${userId}`)).toBe(0);
    expect(await raisedBy((sql) => sql`update gloria.schools set name = 'Baru' where id = ${schoolId}`)).toBe(0);
    expect(await raisedBy(() => tenant.addUser())).toBe(0);
  });

  it("rise once a transaction, for this tenant only, and not at all when it is taken back", async () => {
    const others = await epochOf(other.id);
    const userId = await tenant.addUser();
    const raised = await raisedBy((owner) =>
      owner.begin(async (sql) => {
        for (const code of ["user:read", "school:read", "audit:read"]) {
          await sql`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, scope) values (${tenant.id}, ${newId()}, 'user', ${userId}, ${code}, 'ALL')`;
        }
      }),
    );
    expect(raised).toBe(1);
    const before = await epochOf(tenant.id);
    await withTenant(database.app, tenant.system, async (tx) => {
      await tx.sql.unsafe(
        "insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, scope) values ($1, $2, 'user', $3, 'user:read', 'ALL')",
        [tenant.id, newId(), userId],
      );
      throw new Error("taken back");
    }).catch(() => {});
    expect(await epochOf(tenant.id)).toBe(before);
    expect(await epochOf(other.id)).toBe(others);
  });

  it("refuse another tenant, and nobody's", async () => {
    const raise = (of: string) => (tx: TenantTransaction) => tx.sql.unsafe("select gloria.raise_epoch($1::uuid)", [of]);
    await expect(withTenant(database.app, tenant.system, raise(other.id))).rejects.toThrow(/epoch of another tenant/);
    await expect(database.app.sql`select gloria.raise_epoch(${tenant.id}::uuid)`).rejects.toThrow(
      /epoch of another tenant/,
    );
    await expect(database.app.sql`select gloria.raise_epoch(null)`).rejects.toThrow();
    const [nobody] = await database.app.sql<{ epoch: string | null }[]>`select gloria.lock_epoch() as epoch`;
    expect(nobody?.epoch).toBeNull();
    const before = await epochOf(tenant.id);
    await withTenant(database.app, tenant.system, raise(tenant.id));
    expect(await epochOf(tenant.id)).toBe(before + 1);
  });

  it("make those who change rights take turns: who holds the lock is waited for", async () => {
    const entered = deferred();
    const gate = deferred();
    const order: string[] = [];
    const first = withTenant(database.app, tenant.system, async (tx) => {
      await tx.sql.unsafe("select gloria.lock_epoch()");
      entered.resolve();
      await gate.promise;
      order.push("first");
    });
    await entered.promise;
    const second = withTenant(database.app, tenant.system, async (tx) => {
      await tx.sql.unsafe("select gloria.lock_epoch()");
      order.push("second");
    });
    // Another tenant is not held up.
    await withTenant(database.app, other.system, (tx) => tx.sql.unsafe("select gloria.lock_epoch()"));
    gate.resolve();
    await Promise.all([first, second]);
    expect(order).toEqual(["first", "second"]);
  });
});

/** Two transactions that have both written before either commits: only the database can see the cycle. */
async function bothAtOnce(
  one: (tx: TenantTransaction) => Promise<unknown>,
  two: (tx: TenantTransaction) => Promise<unknown>,
) {
  return Promise.allSettled([
    withTenant(database.app, tenant.system, one),
    withTenant(database.app, tenant.system, two),
  ]);
}

const codesOf = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
  outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [codeOf(outcome.reason)] : []));

describe("cycles", () => {
  it("of departments are refused, near and far, and when two people close one from both ends", async () => {
    const [a, b, c] = [newId(), newId(), newId()];
    await database.owner`insert into gloria.departments (tenant_id, id, code, name, parent_id) values
      (${tenant.id}, ${a}, 'A', 'A', null), (${tenant.id}, ${b}, 'B', 'B', ${a}), (${tenant.id}, ${c}, 'C', 'C', ${b})`;
    const move = (id: string, parent: string) => (tx: TenantTransaction) =>
      tx.sql.unsafe("update gloria.departments set parent_id = $1 where tenant_id = $2 and id = $3", [
        parent,
        tenant.id,
        id,
      ]);
    await expect(withTenant(database.app, tenant.system, move(a, a)).catch(codeOf)).resolves.toBe("department.cycle");
    await expect(withTenant(database.app, tenant.system, move(a, c)).catch(codeOf)).resolves.toBe("department.cycle");
    for (let round = 0; round < 5; round++) {
      const [x, y] = [newId(), newId()];
      await database.owner`insert into gloria.departments (tenant_id, id, code, name) values (${tenant.id}, ${x}, ${x}, 'X'), (${tenant.id}, ${y}, ${y}, 'Y')`;
      expect(codesOf(await bothAtOnce(move(x, y), move(y, x)))).toEqual(["department.cycle"]);
    }
  });

  it("of positions are refused along the line, and coordinators may go round", async () => {
    const [x, y] = [newId(), newId()];
    await database.owner`insert into gloria.positions (tenant_id, id, code, name, level) values (${tenant.id}, ${x}, ${x}, 'X', 1), (${tenant.id}, ${y}, ${y}, 'Y', 2)`;
    const report = (position: string, to: string, kind: string) => (tx: TenantTransaction) =>
      tx.sql.unsafe(
        "insert into gloria.position_reports (tenant_id, position_id, reports_to_id, kind) values ($1, $2, $3, $4)",
        [tenant.id, position, to, kind],
      );
    expect(codesOf(await bothAtOnce(report(x, y, "line"), report(y, x, "line")))).toEqual(["position.cycle"]);
    const [p, q] = [newId(), newId()];
    await database.owner`insert into gloria.positions (tenant_id, id, code, name, level) values (${tenant.id}, ${p}, ${p}, 'P', 1), (${tenant.id}, ${q}, ${q}, 'Q', 2)`;
    expect(codesOf(await bothAtOnce(report(p, q, "line"), report(q, p, "coordinator")))).toEqual([]);
    await expect(withTenant(database.app, tenant.system, report(p, x, "line")).catch(codeOf)).resolves.toBe(
      "position.cycle",
    );
  });

  it("of roles are refused, chains end at eight steps, and an edge stands once", async () => {
    const roles = Array.from({ length: 11 }, () => newId());
    for (const id of roles)
      await database.owner`insert into gloria.roles (tenant_id, id, code, name) values (${tenant.id}, ${id}, ${id}, 'R')`;
    const edge = (child: number, parent: number) => (tx: TenantTransaction) =>
      tx.sql.unsafe(
        "insert into gloria.role_edges (tenant_id, id, child_role_id, parent_role_id) values ($1, $2, $3, $4)",
        [tenant.id, newId(), roles[child] ?? "", roles[parent] ?? ""],
      );
    expect(codesOf(await bothAtOnce(edge(9, 10), edge(10, 9)))).toEqual(["role.cycle"]);
    await expect(withTenant(database.app, tenant.system, edge(0, 0)).catch(codeOf)).resolves.toBe("role.cycle");
    for (let step = 0; step < 8; step++) await withTenant(database.app, tenant.system, edge(step, step + 1));
    await expect(withTenant(database.app, tenant.system, edge(0, 1)).catch(codeOf)).resolves.toBe("data.conflict");
    await expect(withTenant(database.app, tenant.system, edge(8, 9)).catch(codeOf)).resolves.toBe("role.too_deep");
    await expect(withTenant(database.app, tenant.system, edge(8, 0)).catch(codeOf)).resolves.toBe("role.cycle");
  });
});

describe("assignments", () => {
  const assign =
    (userId: string, positionId: string, from: string, until: string | null, primary: boolean) =>
    (tx: TenantTransaction) =>
      tx.sql.unsafe(
        "insert into gloria.assignments (tenant_id, id, user_id, position_id, valid_from, valid_until, is_primary) values ($1, $2, $3, $4, $5, $6, $7)",
        [tenant.id, newId(), userId, positionId, from, until, primary],
      );

  it("never overlap in one position, nor as a person's primary one; half-open dates may touch", async () => {
    const userId = await tenant.addUser();
    const [p, q] = [newId(), newId()];
    await database.owner`insert into gloria.positions (tenant_id, id, code, name, level) values (${tenant.id}, ${p}, ${p}, 'P', 1), (${tenant.id}, ${q}, ${q}, 'Q', 2)`;
    await withTenant(database.app, tenant.system, assign(userId, p, "2026-01-01", "2026-02-01", true));
    await withTenant(database.app, tenant.system, assign(userId, p, "2026-02-01", null, true));
    await expect(
      withTenant(database.app, tenant.system, assign(userId, p, "2026-03-01", "2026-03-02", false)).catch(codeOf),
    ).resolves.toBe("assignment.overlap");
    await expect(
      withTenant(database.app, tenant.system, assign(userId, q, "2026-03-01", "2026-03-02", true)).catch(codeOf),
    ).resolves.toBe("assignment.primary_in_use");
    await withTenant(database.app, tenant.system, assign(userId, q, "2026-03-01", "2026-03-02", false));
  });
});
