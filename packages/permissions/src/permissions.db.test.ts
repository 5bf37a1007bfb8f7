import { newId } from "@gloria/core";
import {
  assignments,
  departments,
  grants,
  positions,
  readTenant,
  roleAssignments,
  roleEdges,
  roles,
  schools,
  type TenantTransaction,
  users,
  withTenant,
} from "@gloria/db";
import { deferred, makeTenant, testDatabase } from "@gloria/testkit";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Access } from "./access.ts";
import { loadFacts } from "./load-facts.ts";
import { Permissions } from "./permissions.ts";
import type { RawFacts } from "./raw-facts.ts";
import type { Target } from "./scope-match.ts";

const database = testDatabase();

/** A tenant of its own for each test, with one school in Jayapura (UTC+9) and one user who has no rights yet. */
async function makeWorld() {
  const tenant = await makeTenant(database);
  const tenantId = tenant.id;
  const [schoolId, userId] = [await tenant.addSchool({ timeZone: "Asia/Jayapura" }), await tenant.addUser()];
  const asUser = tenant.as(userId);
  const asSystem = tenant.system;
  const row = () => ({ tenantId, id: newId() });
  const write = <Result>(work: (tx: TenantTransaction) => Promise<Result>) => withTenant(database.app, asSystem, work);
  const facts = (): Promise<RawFacts> =>
    readTenant(database.app, asUser, async (tx) => (await loadFacts(tx, userId)).raw);
  const epoch = () => readTenant(database.app, asSystem, async (tx) => (await tx.opening).epoch);
  const access = <Result>(permissions: Permissions, use: (access: Access) => Result) =>
    readTenant(database.app, asUser, async (tx) => use(await permissions.accessFor(tx)));
  const grantAll = (code: string) => ({
    ...row(),
    subjectKind: "user" as const,
    subjectId: userId,
    code,
    scope: "ALL" as const,
  });
  return { tenantId, schoolId, userId, asUser, asSystem, row, write, facts, epoch, access, grantAll };
}

const newPermissions = () => new Permissions({ maxBytes: 1_000_000, strict: true });
const inSchool = (schoolId: string): Target => ({ ownerId: null, departmentIds: [], schoolIds: [schoolId] });
const ended = { endedAt: sql`now()` };

describe("facts", () => {
  test("a user without rights has none; an unknown or a suspended one is inactive", async () => {
    const world = await makeWorld();
    expect(await world.facts()).toMatchObject({ tenantActive: true, userActive: true, platform: false, grants: [] });
    await world.write((tx) => tx.db.update(users).set({ status: "suspended" }).where(eq(users.id, world.userId)));
    expect((await world.facts()).userActive).toBe(false);
    const stranger = await readTenant(database.app, world.asUser, (tx) => loadFacts(tx, newId()));
    expect(stranger.raw.userActive).toBe(false);
  });

  test("roles bring what they inherit, along edges that inherit and have not ended", async () => {
    const world = await makeWorld();
    const [child, parent, severed, aside] = [world.row(), world.row(), world.row(), world.row()];
    await world.write(async (tx) => {
      const named = [child, parent, severed, aside].map((role, n) => ({ ...role, code: `r${n}`, name: `Peran ${n}` }));
      await tx.db.insert(roles).values(named);
      const edge = (parentRoleId: string) => ({ ...world.row(), childRoleId: child.id, parentRoleId });
      await tx.db
        .insert(roleEdges)
        .values([edge(parent.id), { ...edge(severed.id), endedAt: new Date() }, { ...edge(aside.id), inherit: false }]);
      const grant = (subjectId: string, code: string) => ({
        ...world.grantAll(code),
        subjectKind: "role" as const,
        subjectId,
        scope: "SCHOOL" as const,
      });
      await tx.db
        .insert(grants)
        .values([
          grant(child.id, "user:read"),
          grant(parent.id, "school:read"),
          grant(severed.id, "role:read"),
          grant(aside.id, "audit:read"),
        ]);
      await tx.db
        .insert(roleAssignments)
        .values({ ...world.row(), userId: world.userId, roleId: child.id, schoolId: world.schoolId });
    });
    const raw = await world.facts();
    expect(raw.grants.map(({ code }) => code).sort()).toEqual(["school:read", "user:read"]);
    expect(raw.roleEdges).toEqual([{ childId: child.id, parentId: parent.id }]);
    const can = await world.access(newPermissions(), (access) => [
      access.can("school:read", inSchool(world.schoolId)),
      access.can("school:read", inSchool(newId())),
      access.can("audit:read", inSchool(world.schoolId)),
    ]);
    expect(can).toEqual([true, false, false]);
  });

  test("a position's dates begin at midnight in the zone of its school; its department brings the tree", async () => {
    const world = await makeWorld();
    const [top, middle, leaf, position] = [world.row(), world.row(), world.row(), world.row()];
    await world.write(async (tx) => {
      const { schoolId } = world;
      await tx.db.insert(departments).values({ ...top, schoolId, code: "top", name: "Atas" });
      await tx.db.insert(departments).values({ ...middle, schoolId, parentId: top.id, code: "mid", name: "Tengah" });
      await tx.db.insert(departments).values({ ...leaf, schoolId, parentId: middle.id, code: "leaf", name: "Bawah" });
      await tx.db
        .insert(positions)
        .values({ ...position, departmentId: middle.id, code: "kepala", name: "Kepala", level: 3 });
      await tx.db.insert(assignments).values({
        ...world.row(),
        userId: world.userId,
        positionId: position.id,
        kind: "PLT",
        validFrom: "2020-01-01",
        validUntil: "2999-07-01",
      });
      await tx.db.insert(grants).values({
        ...world.grantAll("user:read"),
        subjectKind: "position",
        subjectId: position.id,
        scope: "DEPARTMENT",
      });
    });
    const raw = await world.facts();
    expect(raw.positions).toEqual([
      {
        assignmentId: expect.any(String),
        positionId: position.id,
        code: "kepala",
        anchor: { schoolId: null, departmentId: middle.id },
        acting: true,
        from: Date.parse("2020-01-01T00:00:00+09:00"),
        until: Date.parse("2999-07-01T00:00:00+09:00"),
      },
    ]);
    expect(raw.departments.map(({ id }) => id).sort()).toEqual([top.id, middle.id, leaf.id].sort());
    const can = await world.access(newPermissions(), (access) =>
      [top.id, middle.id, leaf.id].map((id) =>
        access.can("user:read", { ownerId: null, departmentIds: [id], schoolIds: [world.schoolId] }),
      ),
    );
    expect(can).toEqual([false, true, true]);
  });

  test("ended rows, windows long past and deleted roles are left out", async () => {
    const world = await makeWorld();
    const role = world.row();
    await world.write(async (tx) => {
      await tx.db.insert(roles).values({ ...role, code: "r", name: "Peran", deletedAt: new Date() });
      await tx.db.insert(roleAssignments).values({ ...world.row(), userId: world.userId, roleId: role.id });
      await tx.db.insert(grants).values([
        { ...world.grantAll("user:read"), endedAt: new Date() },
        { ...world.grantAll("user:read"), validUntil: new Date(Date.now() - 2 * 3_600_000) },
        { ...world.grantAll("user:update"), validFrom: new Date(Date.now() + 3_600_000) },
      ]);
    });
    const raw = await world.facts();
    expect(raw.roleAssignments).toEqual([]);
    expect(raw.grants.map(({ code }) => code)).toEqual(["user:update"]);
    expect(await world.access(newPermissions(), (access) => access.can("user:update"))).toBe(false);
  });
});

describe("the epoch", () => {
  test("a revocation counts in the next request of every process, with warm caches", async () => {
    const world = await makeWorld();
    const processes = [newPermissions(), newPermissions()];
    const answers = () =>
      Promise.all(processes.map((process) => world.access(process, (access) => access.can("user:read", {}))));
    const grant = world.grantAll("user:read");
    expect(await answers()).toEqual([false, false]);
    await world.write((tx) => tx.db.insert(grants).values(grant));
    expect(await answers()).toEqual([true, true]);
    expect(await answers()).toEqual([true, true]);
    expect(processes.map(({ counters }) => [counters.hits, counters.misses])).toEqual([
      [1, 2],
      [1, 2],
    ]);
    await world.write((tx) => tx.db.update(grants).set(ended).where(eq(grants.id, grant.id)));
    expect(await answers()).toEqual([false, false]);
  });

  test("rises once in a transaction, and not at all in one that is rolled back", async () => {
    const world = await makeWorld();
    const before = await world.epoch();
    await world.write(async (tx) => {
      await tx.db.insert(grants).values(world.grantAll("user:read"));
      await tx.db.insert(grants).values(world.grantAll("user:update"));
    });
    expect(await world.epoch()).toBe(before + 1);
    const failed = world.write(async (tx) => {
      await tx.db.insert(grants).values(world.grantAll("user:delete"));
      throw new Error("changed my mind");
    });
    await expect(failed).rejects.toThrow("changed my mind");
    expect(await world.epoch()).toBe(before + 1);
  });

  test("what a transaction sees of its own, then rolled back, rights reaches nobody else", async () => {
    const world = await makeWorld();
    const permissions = newPermissions();
    const failed = withTenant(database.app, world.asUser, async (tx) => {
      await tx.db.insert(grants).values(world.grantAll("user:read"));
      const access = await permissions.accessFor(tx);
      expect(access.can("user:read", {})).toBe(true);
      throw new Error("rolled back");
    });
    await expect(failed).rejects.toThrow("rolled back");
    // The same number again, committed this time, with other rights behind it.
    await world.write((tx) => tx.db.insert(grants).values(world.grantAll("school:read")));
    const can = await world.access(permissions, (access) => [
      access.can("user:read", {}),
      access.can("school:read", {}),
    ]);
    expect(can).toEqual([false, true]);
  });

  test("rises with every table that decides, and only for its own tenant", async () => {
    const [world, other] = [await makeWorld(), await makeWorld()];
    const untouched = await other.epoch();
    const role = world.row();
    const position = world.row();
    const changes: [string, (tx: TenantTransaction) => Promise<unknown>][] = [
      ["role", (tx) => tx.db.insert(roles).values({ ...role, code: "r", name: "Peran" })],
      [
        "role assignment",
        (tx) => tx.db.insert(roleAssignments).values({ ...world.row(), userId: world.userId, roleId: role.id }),
      ],
      ["position", (tx) => tx.db.insert(positions).values({ ...position, code: "p", name: "Guru", level: 5 })],
      [
        "assignment",
        (tx) =>
          tx.db
            .insert(assignments)
            .values({ ...world.row(), userId: world.userId, positionId: position.id, validFrom: "2024-01-01" }),
      ],
      ["department", (tx) => tx.db.insert(departments).values({ ...world.row(), code: "d", name: "TU" })],
      ["user status", (tx) => tx.db.update(users).set({ status: "resigned" }).where(eq(users.id, world.userId))],
      [
        "school zone",
        (tx) => tx.db.update(schools).set({ timeZone: "Asia/Makassar" }).where(eq(schools.id, world.schoolId)),
      ],
    ];
    for (const [name, change] of changes) {
      const before = await world.epoch();
      await world.write(change);
      expect(await world.epoch(), name).toBe(before + 1);
    }
    const calm = await world.epoch();
    await world.write((tx) => tx.db.update(users).set({ phone: "0812" }).where(eq(users.id, world.userId)));
    expect(await world.epoch()).toBe(calm);
    expect(await other.epoch()).toBe(untouched);
  });

  test("a window's end counts by the database's clock, with a warm cache and without any write", async () => {
    const world = await makeWorld();
    const permissions = newPermissions();
    const [row] = await database.owner<{ until: string }[]>`
      select date_trunc('milliseconds', clock_timestamp()) + interval '1 second' as until`;
    const until = new Date(row?.until ?? Number.NaN);
    await world.write((tx) => tx.db.insert(grants).values({ ...world.grantAll("user:read"), validUntil: until }));
    const can = () => world.access(permissions, (access) => access.can("user:read", {}));
    expect([await can(), await can()]).toEqual([true, true]);
    await database.owner`select pg_sleep_until(${until.toISOString()}::timestamptz)`;
    expect(await can()).toBe(false);
    expect(permissions.counters.hits).toBe(1);
  });
});

test("system actors pass, and cost no load", async () => {
  const world = await makeWorld();
  const permissions = newPermissions();
  const reason = await readTenant(database.app, world.asSystem, async (tx) => {
    const access = await permissions.accessFor(tx);
    expect(await permissions.accessFor(tx)).toBe(access);
    return access.check("user:delete", {}).reason;
  });
  expect([reason, permissions.counters.misses]).toEqual(["system_actor", 0]);
});

test("a writer that holds a lock does not wait for the rights of one that waits for it", async () => {
  const { userId, asUser, write, grantAll } = await makeWorld();
  await write((tx) => tx.db.insert(grants).values(grantAll("user:read")));
  const permissions = newPermissions();
  const lock = (tx: TenantTransaction) => tx.db.select().from(users).where(eq(users.id, userId)).for("update");
  let waiting: Promise<unknown> = Promise.resolve();
  await withTenant(database.app, asUser, async (first) => {
    await lock(first);
    const asked = deferred();
    waiting = withTenant(database.app, asUser, async (second) => {
      // Sent, and waiting for the first one's commit; the rights are read behind it on the same connection.
      const locked = lock(second);
      locked.catch(() => {});
      await second.opening;
      const access = permissions.accessFor(second);
      access.catch(() => {});
      asked.resolve();
      await locked;
      expect((await access).can("user:read")).toBe(true);
    });
    await asked.promise;
    expect((await permissions.accessFor(first)).can("user:read")).toBe(true);
  });
  await waiting;
});
