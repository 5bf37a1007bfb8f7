import { newId } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import {
  createUser,
  deleteUser,
  getUser,
  getUserByNip,
  listUsers,
  restoreUser,
  type UserPage,
  updateUser,
} from "./index.ts";

const database = testDatabase();
let services: Services;

beforeAll(() => {
  services = testServices(database);
});

type List = Parameters<typeof listUsers>[2];

/** Every row of a list, page after page. */
async function walk(ctx: Parameters<typeof listUsers>[1], input: List): Promise<UserPage["items"]> {
  const rows: UserPage["items"] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listUsers(services, ctx, { ...input, ...(cursor === undefined ? {} : { cursor }) });
    rows.push(...page.items);
    if (page.nextCursor === null) return rows;
    cursor = page.nextCursor;
  }
}

async function assign(
  tenant: TestTenant,
  userId: string,
  schoolId: string | null,
  from: string,
  until: string | null = null,
): Promise<string> {
  const positionId = newId();
  await database.owner`insert into gloria.positions (tenant_id, id, code, name, level, school_id) values (${tenant.id}, ${positionId}, ${positionId}, 'Guru', 5, ${schoolId})`;
  await database.owner`insert into gloria.assignments (tenant_id, id, user_id, position_id, school_id, valid_from, valid_until) values (${tenant.id}, ${newId()}, ${userId}, ${positionId}, ${schoolId}, ${from}, ${until})`;
  return positionId;
}

describe("paging through people", () => {
  it("shows each person once, whatever the names, the sort, the size of a page and the direction", {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc
            .string({
              unit: fc.constantFrom("a", "A", "ä", "b", " ", "%", "_", "ß", "Æ", "😀", "漢", "'", "z"),
              minLength: 1,
              maxLength: 5,
            })
            .filter((name) => name.trim() !== ""),
          { maxLength: 14 },
        ),
        fc.integer({ min: 1, max: 6 }),
        async (names, limit) => {
          const tenant = await makeTenant(database);
          const ids = new Set([tenant.adminId]);
          for (const name of names) ids.add(await tenant.addUser({ name }));
          for (const sort of ["name", "createdAt"] as const) {
            const up = (await walk(tenant.admin, { sort, limit })).map((row) => row.id);
            const down = (await walk(tenant.admin, { sort: `-${sort}`, limit })).map((row) => row.id);
            expect(up).toHaveLength(ids.size);
            expect(new Set(up)).toEqual(ids);
            expect([...down].reverse()).toEqual(up);
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  it("of a search gives the same people by every sort", async () => {
    const tenant = await makeTenant(database);
    for (let index = 0; index < 9; index++) await tenant.addUser({ name: `Siti Nomor ${index}` });
    await tenant.addUser({ name: "Budi" });
    const found = await Promise.all(
      (["name", "-name", "createdAt", "-createdAt"] as const).map((sort) =>
        walk(tenant.admin, { q: "siti no", sort, limit: 2 }),
      ),
    );
    for (const rows of found) expect(rows).toHaveLength(9);
    expect(
      new Set(
        found.map((rows) =>
          rows
            .map((row) => row.id)
            .sort()
            .join(),
        ),
      ).size,
    ).toBe(1);
  });
});

describe("filters", () => {
  it("choose by status, school, position, role, what is missing, and what is deleted", async () => {
    const tenant = await makeTenant(database);
    const school = await tenant.addSchool();
    const [home, assigned, past, suspended, bare] = [
      await tenant.addUser({ homeSchoolId: school, nip: "F1" }),
      await tenant.addUser({ nip: "F2" }),
      await tenant.addUser({ nip: "F3" }),
      await tenant.addUser({ status: "suspended", nip: "F4" }),
      await tenant.addUser(),
    ];
    const positionId = await assign(tenant, assigned, school, "2020-01-01");
    await assign(tenant, past, school, "2020-01-01", "2021-01-01");
    await assign(tenant, suspended, null, "2020-01-01");
    const roleId = newId();
    await database.owner`insert into gloria.roles (tenant_id, id, code, name) values (${tenant.id}, ${roleId}, 'r', 'R')`;
    await database.owner`insert into gloria.role_assignments (tenant_id, id, user_id, role_id) values (${tenant.id}, ${newId()}, ${bare}, ${roleId})`;
    await deleteUser(services, tenant.admin, { id: past });
    const ids = async (input: List) => (await walk(tenant.admin, input)).map((row) => row.id).sort();
    expect(await ids({ schoolId: school })).toEqual([home, assigned].sort());
    expect(await ids({ positionId })).toEqual([assigned]);
    expect(await ids({ roleId })).toEqual([bare]);
    expect(await ids({ status: "suspended" })).toEqual([suspended]);
    expect(await ids({ deleted: true })).toEqual([past]);
    expect(await ids({ missing: "nip" })).toEqual([tenant.adminId, bare].sort());
    expect(await ids({ missing: "position" })).toEqual([tenant.adminId, home, bare].sort());
    expect(await ids({ missing: "school" })).toEqual([tenant.adminId, assigned, suspended, bare].sort());
    expect(await ids({ missing: "email" })).toEqual([]);
    expect(await ids({ q: "F1" })).toEqual([home]);
    expect(await ids({ q: "F3" })).toEqual([]);
    expect(await ids({ q: "F3", deleted: true })).toEqual([past]);
    expect(await ids({ q: "siti", schoolId: school, status: "active" })).toEqual([home, assigned].sort());
  });
});

describe("filters that reach further", () => {
  it("find the people of a department and all below it, and holders of a role and of those that inherit it", async () => {
    const tenant = await makeTenant(database);
    const school = await tenant.addSchool();
    const [top, middle, leaf, beside] = [newId(), newId(), newId(), newId()];
    const department = (id: string, parentId: string | null) =>
      database.owner`insert into gloria.departments (tenant_id, id, code, name, school_id, parent_id) values (${tenant.id}, ${id}, ${id.slice(-12)}, 'Bagian', ${school}, ${parentId})`;
    await department(top, null);
    await department(middle, top);
    await department(leaf, middle);
    await department(beside, null);
    const holders: Record<string, string> = {};
    for (const departmentId of [top, middle, leaf, beside]) {
      const userId = await tenant.addUser({ name: `Orang ${departmentId.slice(-4)}` });
      const positionId = await assign(tenant, userId, school, "2020-01-01");
      await database.owner`update gloria.assignments set department_id = ${departmentId} where position_id = ${positionId}`;
      holders[departmentId] = userId;
    }
    const ids = async (input: List) => (await walk(tenant.admin, input)).map((row) => row.id).sort();
    const of = (...departments: string[]) => departments.map((id) => holders[id] ?? "").sort();
    expect(await ids({ departmentId: top })).toEqual(of(top, middle, leaf));
    expect(await ids({ departmentId: middle, q: "orang" })).toEqual(of(middle, leaf));
    expect(await ids({ departmentId: leaf })).toEqual(of(leaf));
    expect(await ids({ departmentId: beside })).toEqual(of(beside));

    const [base, heir, grandchild, apart] = [newId(), newId(), newId(), newId()];
    for (const id of [base, heir, grandchild, apart]) {
      await database.owner`insert into gloria.roles (tenant_id, id, code, name) values (${tenant.id}, ${id}, ${id}, 'Peran')`;
    }
    const edge = (child: string, parent: string, inherit: boolean) =>
      database.owner`insert into gloria.role_edges (tenant_id, id, child_role_id, parent_role_id, inherit) values (${tenant.id}, ${newId()}, ${child}, ${parent}, ${inherit})`;
    await edge(heir, base, true);
    await edge(grandchild, heir, true);
    await edge(apart, base, false);
    const hold = (userId: string | undefined, roleId: string) =>
      database.owner`insert into gloria.role_assignments (tenant_id, id, user_id, role_id) values (${tenant.id}, ${newId()}, ${userId ?? ""}, ${roleId})`;
    await hold(holders[top], base);
    await hold(holders[middle], heir);
    await hold(holders[leaf], grandchild);
    await hold(holders[beside], apart);
    expect(await ids({ roleId: base })).toEqual(of(top, middle, leaf));
    expect(await ids({ roleId: heir })).toEqual(of(middle, leaf));
    expect(await ids({ roleId: apart })).toEqual(of(beside));
    await database.owner`update gloria.role_edges set ended_at = now() where child_role_id = ${heir}`;
    expect(await ids({ roleId: base })).toEqual(of(top));
  });

  it("find who has never signed in", async () => {
    const tenant = await makeTenant(database);
    const fresh = await tenant.addUser({ name: "Belum Masuk" });
    await database.owner`update gloria.users set last_active_at = now() where tenant_id = ${tenant.id} and id <> ${fresh}`;
    expect((await walk(tenant.admin, { missing: "sign_in" })).map((row) => row.id)).toEqual([fresh]);
  });
});

describe("a principal", () => {
  it("sees the people of their school and no others: list, search and reading agree for every person", async () => {
    const tenant = await makeTenant(database);
    const [mine, other] = [await tenant.addSchool(), await tenant.addSchool()];
    const people: string[] = [];
    for (const homeSchoolId of [mine, other, undefined])
      people.push(await tenant.addUser({ ...(homeSchoolId === undefined ? {} : { homeSchoolId }) }));
    const guest = await tenant.addUser({ homeSchoolId: other });
    await assign(tenant, guest, mine, "2020-01-01");
    const former = await tenant.addUser({ homeSchoolId: other });
    await assign(tenant, former, mine, "2020-01-01", "2021-01-01");
    const future = await tenant.addUser();
    await assign(tenant, future, mine, "2999-01-01");
    const deleted = await tenant.addUser({ homeSchoolId: mine });
    await deleteUser(services, tenant.admin, { id: deleted });
    const principalId = await tenant.addUser({ homeSchoolId: mine });
    await tenant.addGrant({ userId: principalId, code: "user:read", scope: "SCHOOL", schoolId: mine });
    await tenant.addGrant({ userId: principalId, code: "user:update", scope: "SCHOOL", schoolId: mine });
    const everyone = [...people, guest, former, future, deleted, principalId, tenant.adminId];

    for (const ctx of [
      tenant.as(principalId),
      tenant.as(principalId, { schoolId: mine }),
      tenant.as(principalId, { schoolId: other }),
      tenant.as(tenant.adminId, { schoolId: mine }),
      tenant.admin,
    ]) {
      const listed = new Map(
        [...(await walk(ctx, {})), ...(await walk(ctx, { deleted: true }))].map((row) => [row.id, row]),
      );
      const searched = new Set((await walk(ctx, { q: "siti" })).map((row) => row.id));
      for (const id of everyone) {
        const read = await getUser(services, ctx, { id }).catch(codeOf);
        const row = listed.get(id);
        expect(typeof read === "object", `${id} listed ${row !== undefined}, read ${JSON.stringify(read)}`).toBe(
          row !== undefined,
        );
        if (row !== undefined) {
          const { positionName: _, can, ...shared } = row;
          expect(read).toMatchObject(shared);
          // A row's buttons may know less than the person's page, never more.
          const onPage = (read as { can: Record<string, boolean> }).can;
          for (const [action, allowed] of Object.entries(can)) if (allowed) expect(onPage[action]).toBe(true);
          if (row.deletedAt === null && row.name.startsWith("Siti")) expect(searched.has(id)).toBe(true);
        }
      }
    }
    const seen = (await walk(tenant.as(principalId), {})).map((row) => row.id).sort();
    expect(seen).toEqual([people[0] ?? "", guest, principalId].sort());
    await expect(
      updateUser(services, tenant.as(principalId), { id: people[1] ?? "", phone: "+62000" }).catch(codeOf),
    ).resolves.toBe("access.denied");
    await expect(
      updateUser(services, tenant.as(principalId), { id: people[0] ?? "", homeSchoolId: other }).catch(codeOf),
    ).resolves.toBe("access.denied");
  });

  it("creates people in their school only", async () => {
    const tenant = await makeTenant(database);
    const [mine, other] = [await tenant.addSchool(), await tenant.addSchool()];
    const userId = await tenant.addUser();
    await tenant.addGrant({ userId, code: "user:create", scope: "SCHOOL", schoolId: mine });
    const create = (homeSchoolId: string | null) =>
      createUser(services, tenant.as(userId), { name: "Baru", username: `u${newId().slice(-10)}`, homeSchoolId });
    await expect(create(mine)).resolves.toMatchObject({ homeSchoolId: mine });
    for (const home of [other, null, newId()]) await expect(create(home).catch(codeOf)).resolves.toBe("access.denied");
  });
});

describe("collisions", () => {
  it("of a restore with who took the e-mail, NIP or sign-in name meanwhile are named", async () => {
    const tenant = await makeTenant(database);
    for (const [field, value, code] of [
      ["email", "bentrok@demo.example", "user.email_in_use"],
      ["nip", "B1", "user.nip_in_use"],
      ["username", "bentrok", "user.username_in_use"],
    ] as const) {
      const first = await createUser(services, tenant.admin, { name: "Satu", [field]: value });
      await expect(
        createUser(services, tenant.admin, {
          name: "Dua",
          [field]: field === "nip" ? value : value.toUpperCase(),
        }).catch(codeOf),
      ).resolves.toBe(code);
      await deleteUser(services, tenant.admin, { id: first.id });
      await createUser(services, tenant.admin, { name: "Dua", [field]: value });
      await expect(restoreUser(services, tenant.admin, { id: first.id }).catch(codeOf)).resolves.toBe(code);
    }
    expect((await getUserByNip(services, tenant.admin, { nip: "B1" })).name).toBe("Dua");
  });

  it("never take the last administrator away, though two remove each other at the same time", async () => {
    for (let round = 0; round < 5; round++) {
      const tenant = await makeTenant(database);
      const second = await tenant.addUser();
      await tenant.addGrant({ userId: second, code: "*:*", scope: "ALL" });
      const outcomes = await Promise.allSettled(
        round % 2 === 0
          ? [
              deleteUser(services, tenant.admin, { id: second }),
              deleteUser(services, tenant.as(second), { id: tenant.adminId }),
            ]
          : [
              updateUser(services, tenant.admin, { id: second, status: "suspended" }),
              updateUser(services, tenant.as(second), { id: tenant.adminId, status: "resigned" }),
            ],
      );
      expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
      const [left] = await database.owner<
        { n: number }[]
      >`select count(*)::int as n from gloria.users where tenant_id = ${tenant.id} and status = 'active' and deleted_at is null`;
      expect(left?.n).toBe(1);
    }
  });

  it("of two changes of one version: one wins, the other is told", async () => {
    const tenant = await makeTenant(database);
    const id = await tenant.addUser();
    const outcomes = await Promise.allSettled(
      ["A", "B", "C"].map((name) => updateUser(services, tenant.admin, { id, version: 1, name })),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect(outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [codeOf(outcome.reason)] : []))).toEqual([
      "user.version_conflict",
      "user.version_conflict",
    ]);
  });

  it("nobody deletes themselves", async () => {
    const tenant = await makeTenant(database);
    await expect(deleteUser(services, tenant.admin, { id: tenant.adminId }).catch(codeOf)).resolves.toBe(
      "user.delete_self",
    );
  });
});

describe("a name as people write it", () => {
  it("finds its person, whatever characters it has", { timeout: 60_000 }, async () => {
    const tenant = await makeTenant(database);
    const letters = fc
      .string({ unit: fc.constantFrom(..."aZéßłñÆ漢щعə1 .,'-"), minLength: 2, maxLength: 20 })
      .filter((name) => /[\p{L}\d]/u.test(name));
    await fc.assert(
      fc.asyncProperty(letters, async (name) => {
        const made = await createUser(services, tenant.admin, { name, username: `u${newId().slice(-10)}` });
        const found = await walk(tenant.admin, { q: made.name });
        expect(
          found.map((row) => row.id),
          JSON.stringify(made.name),
        ).toContain(made.id);
      }),
      { numRuns: 40 },
    );
  });
});
