import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import { createGrant, endGrant, listGrants } from "../grants/index.ts";
import {
  assignRole,
  changeRoleGrants,
  changeRoleHierarchy,
  createRole,
  deleteRole,
  endRoleGrant,
  getRole,
  getRoleByCode,
  getRoleHierarchy,
  getRoleStatistics,
  grantToRole,
  listRoleGrants,
  listRoleHolders,
  listRoles,
  listUserRoles,
  removeRole,
  restoreRole,
  updateRole,
} from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
});

const paramsOf = (error: unknown) => (error as { params?: unknown }).params;
const newRole = async (of: TestTenant, code: string) =>
  (await createRole(services, of.admin, { code, name: code })).role;

async function auditOf(entityId: string): Promise<string[]> {
  const events = await database.owner<{ action: string }[]>`
    select action from gloria.audit_events where entity_id = ${entityId} order by id`;
  return events.map(({ action }) => action);
}

describe("roles", () => {
  it("are made, read, changed, retired and restored, each with its event and a new epoch", async () => {
    const made = await createRole(services, tenant.admin, { code: "tata_usaha", name: "Tata usaha", level: 5 });
    expect(made.role).toMatchObject({
      version: 1,
      level: 5,
      holders: 0,
      grants: 0,
      can: { update: true, grant: true },
    });
    const { id } = made.role;
    expect(await getRole(services, tenant.admin, { id })).toEqual(made.role);
    expect((await getRoleByCode(services, tenant.admin, { code: "TATA_USAHA" })).id).toBe(id);
    const changed = await updateRole(services, tenant.admin, { id, version: 1, name: "Staf TU" });
    expect(changed).toMatchObject({ epoch: made.epoch + 1, role: { version: 2, name: "Staf TU" } });
    await expect(updateRole(services, tenant.admin, { id, version: 1, name: "X" }).catch(codeOf)).resolves.toBe(
      "role.version_conflict",
    );
    const gone = await deleteRole(services, tenant.admin, { id });
    expect(gone.role.deletedAt).not.toBeNull();
    expect((await listRoles(services, tenant.admin, { deleted: true })).items.map((role) => role.id)).toEqual([id]);
    const back = await restoreRole(services, tenant.admin, { id });
    expect(back.role.deletedAt).toBeNull();
    expect(await auditOf(id)).toEqual(["role.create", "role.update", "role.delete", "role.restore"]);
  });

  it("of the product are protected on every path that changes them", async () => {
    const system = await newRole(tenant, "produk");
    await database.owner`update gloria.roles set is_system = true where id = ${system.id}`;
    const other = await newRole(tenant, "lain");
    const { id } = system;
    const attempts = [
      updateRole(services, tenant.admin, { id, name: "X" }),
      deleteRole(services, tenant.admin, { id }),
      grantToRole(services, tenant.admin, { id, code: "user:read", scope: "ALL" }),
      changeRoleGrants(services, tenant.admin, { id, add: [{ code: "user:read", scope: "ALL" }] }),
      changeRoleHierarchy(services, tenant.admin, { id, parentId: other.id, action: "add" }),
    ];
    for (const error of await Promise.all(attempts.map((attempt) => attempt.catch((thrown: unknown) => thrown)))) {
      expect(codeOf(error)).toBe("role.system_protected");
      expect(paramsOf(error)).toEqual({ role: "produk" });
    }
    expect(
      (await assignRole(services, tenant.admin, { userId: tenant.adminId, roleId: id })).assignment.role.code,
    ).toBe("produk");
  });

  it("page, and are found by text, level and being the product's", async () => {
    const mine = await makeTenant(database);
    for (const [code, level] of [
      ["alpha", 3],
      ["beta", 1],
      ["gamma", 3],
    ] as const) {
      await createRole(services, mine.admin, { code, name: `Peran ${code}`, level });
    }
    const first = await listRoles(services, mine.admin, { limit: 2 });
    expect(first.items.map((role) => role.code)).toEqual(["beta", "alpha"]);
    const rest = await listRoles(services, mine.admin, { limit: 2, cursor: first.nextCursor ?? "" });
    expect(rest.items.map((role) => role.code)).toEqual(["gamma"]);
    const byName = await listRoles(services, mine.admin, { sort: "-name", limit: 1 });
    const next = await listRoles(services, mine.admin, { sort: "-name", limit: 5, cursor: byName.nextCursor ?? "" });
    expect([...byName.items, ...next.items].map((role) => role.code)).toEqual(["gamma", "beta", "alpha"]);
    expect((await listRoles(services, mine.admin, { q: "gam" })).items.map((role) => role.code)).toEqual(["gamma"]);
    expect((await listRoles(services, mine.admin, { level: 1 })).items.map((role) => role.code)).toEqual(["beta"]);
    expect((await listRoles(services, mine.admin, { system: true })).items).toEqual([]);
  });

  it("are refused to strangers and unknown to other foundations", async () => {
    const role = await newRole(tenant, "tertutup");
    const stranger = tenant.as(await tenant.addUser());
    const other = await makeTenant(database);
    await expect(getRole(services, stranger, { id: role.id }).catch(codeOf)).resolves.toBe("access.denied");
    await expect(createRole(services, stranger, { code: "x", name: "X" }).catch(codeOf)).resolves.toBe("access.denied");
    const calls = [
      getRole(services, other.admin, { id: role.id }),
      updateRole(services, other.admin, { id: role.id, name: "X" }),
      deleteRole(services, other.admin, { id: role.id }),
      grantToRole(services, other.admin, { id: role.id, code: "user:read", scope: "ALL" }),
      assignRole(services, other.admin, { userId: other.adminId, roleId: role.id }),
      listRoleGrants(services, other.admin, { id: role.id }),
      getRoleHierarchy(services, other.admin, { id: role.id }),
    ];
    const outcomes = await Promise.all(calls.map((call) => call.catch(codeOf)));
    expect(new Set(outcomes)).toEqual(new Set(["role.not_found"]));
  });
});

describe("having a role", () => {
  it("is given at a place for a time, tried first, taken away, and counted", async () => {
    const role = await newRole(tenant, "wali");
    await grantToRole(services, tenant.admin, { id: role.id, code: "user:*", scope: "SCHOOL" });
    const schoolId = await tenant.addSchool({ name: "SD Satu" });
    const userId = await tenant.addUser({ name: "Rina", homeSchoolId: schoolId });
    const wanted = { userId, roleId: role.id, schoolId, reason: "Semester ganjil" };
    const tried = await assignRole(services, tenant.admin, { ...wanted, dryRun: true });
    expect(tried.permissions).toContain("user:read");
    expect((await listUserRoles(services, tenant.admin, { userId })).items).toEqual([]);
    const given = await assignRole(services, tenant.admin, wanted);
    expect(given.epoch).toBe(tried.epoch + 1);
    expect(given.assignment).toMatchObject({ schoolName: "SD Satu", state: "active", user: { name: "Rina" } });
    const again = await assignRole(services, tenant.admin, wanted).catch((thrown: unknown) => thrown);
    expect(codeOf(again)).toBe("role.already_assigned");
    expect(paramsOf(again)).toEqual({ role: "wali", assignmentId: given.assignment.id });
    expect((await getRole(services, tenant.admin, { id: role.id })).holders).toBe(1);
    expect(
      (await listRoleHolders(services, tenant.admin, { id: role.id })).items.map((item) => item.user.name),
    ).toEqual(["Rina"]);
    const refused = await deleteRole(services, tenant.admin, { id: role.id }).catch((thrown: unknown) => thrown);
    expect(codeOf(refused)).toBe("role.referenced");
    expect(paramsOf(refused)).toEqual({ assignments: 1, holders: ["Rina"], children: 0, childRoles: [] });
    const elsewhere = await tenant.addSchool();
    const second = await assignRole(services, tenant.admin, { ...wanted, schoolId: elsewhere });
    const ambiguous = await removeRole(services, tenant.admin, { userId, roleId: role.id }).catch((e: unknown) => e);
    expect(codeOf(ambiguous)).toBe("role.assignment_ambiguous");
    expect(paramsOf(ambiguous)).toEqual({ assignments: [given.assignment.id, second.assignment.id] });
    await removeRole(services, tenant.admin, { userId, roleId: role.id, assignmentId: second.assignment.id });
    const taken = await removeRole(services, tenant.admin, { userId, roleId: role.id, reason: "Pindah" });
    expect(taken.assignment.state).toBe("ended");
    expect(await auditOf(given.assignment.id)).toEqual(["role.assign", "role.unassign"]);
    await expect(removeRole(services, tenant.admin, { userId, roleId: role.id }).catch(codeOf)).resolves.toBe(
      "role.assignment_not_found",
    );
    expect((await listUserRoles(services, tenant.as(userId), { userId })).items).toHaveLength(2);
  });

  it("meets a coded error for every bad window and place", async () => {
    const role = await newRole(tenant, "salah");
    const userId = await tenant.addUser();
    const [a, b] = [await tenant.addSchool(), await tenant.addSchool()];
    const departmentId = crypto.randomUUID();
    await database.owner`insert into gloria.departments (tenant_id, id, code, name, school_id)
      values (${tenant.id}, ${departmentId}, 'KUR', 'Kurikulum', ${a})`;
    const wanted = { userId, roleId: role.id };
    const cases = [
      [{ validUntil: "2020-01-01T00:00:00Z" }, "access.window_past"],
      [{ validFrom: "2099-01-02T00:00:00Z", validUntil: "2099-01-01T00:00:00Z" }, "access.window_order"],
      [{ schoolId: crypto.randomUUID() }, "school.not_found"],
      [{ departmentId: crypto.randomUUID() }, "department.not_found"],
      [{ schoolId: b, departmentId }, "department.school_mismatch"],
    ] as const;
    for (const [more, code] of cases) {
      await expect(assignRole(services, tenant.admin, { ...wanted, ...more }).catch(codeOf)).resolves.toBe(code);
    }
    const coming = await assignRole(services, tenant.admin, { ...wanted, validFrom: "2099-01-01T00:00:00Z" });
    expect(coming.assignment.state).toBe("upcoming");
  });
});

describe("what a role carries", () => {
  it("is granted, taken over from others with the way there, and ended", async () => {
    const [child, parent, top] = [
      await newRole(tenant, "anak"),
      await newRole(tenant, "induk"),
      await newRole(tenant, "puncak"),
    ];
    await grantToRole(services, tenant.admin, { id: top.id, code: "school:read", scope: "ALL" });
    const own = await grantToRole(services, tenant.admin, { id: child.id, code: "user:read", scope: "OWN" });
    expect(own).toMatchObject({ permissions: ["user:read"], grant: { subject: { kind: "role", name: "anak" } } });
    await changeRoleHierarchy(services, tenant.admin, { id: child.id, parentId: parent.id, action: "add" });
    await changeRoleHierarchy(services, tenant.admin, { id: parent.id, parentId: top.id, action: "add" });
    const listed = await listRoleGrants(services, tenant.admin, { id: child.id, limit: 1 });
    const rest = await listRoleGrants(services, tenant.admin, { id: child.id, cursor: listed.nextCursor ?? "" });
    expect(
      [...listed.items, ...rest.items].map((item) => [item.grant.code, item.distance, item.path.map((r) => r.code)]),
    ).toEqual([
      ["user:read", 0, ["anak"]],
      ["school:read", 2, ["anak", "induk", "puncak"]],
    ]);
    const tree = await getRoleHierarchy(services, tenant.admin, { id: parent.id });
    expect(tree.ancestors.map((role) => role.code)).toEqual(["puncak"]);
    expect(tree.descendants.map((role) => role.code)).toEqual(["anak"]);
    expect(tree.edges).toHaveLength(2);
    const refused = await deleteRole(services, tenant.admin, { id: top.id }).catch((thrown: unknown) => thrown);
    expect(paramsOf(refused)).toMatchObject({ children: 1, childRoles: ["induk"] });
    const circle = await changeRoleHierarchy(services, tenant.admin, {
      id: top.id,
      parentId: child.id,
      action: "add",
    }).catch((thrown: unknown) => thrown);
    expect(codeOf(circle)).toBe("role.cycle");
    expect(paramsOf(circle)).toEqual({ child: "puncak", parent: "anak", path: ["puncak", "anak", "induk", "puncak"] });
    await expect(
      changeRoleHierarchy(services, tenant.admin, { id: child.id, parentId: parent.id, action: "add" }).catch(codeOf),
    ).resolves.toBe("role.edge_exists");
    await changeRoleHierarchy(services, tenant.admin, {
      id: child.id,
      parentId: parent.id,
      action: "add",
      inherit: false,
    });
    expect((await listRoleGrants(services, tenant.admin, { id: child.id })).items).toHaveLength(1);
    await changeRoleHierarchy(services, tenant.admin, { id: child.id, parentId: parent.id, action: "remove" });
    await expect(
      changeRoleHierarchy(services, tenant.admin, { id: child.id, parentId: parent.id, action: "remove" }).catch(
        codeOf,
      ),
    ).resolves.toBe("role.edge_not_found");
    const ended = await endRoleGrant(services, tenant.admin, { id: child.id, permId: own.grant.id });
    expect(ended.grant.state).toBe("ended");
    await expect(
      endRoleGrant(services, tenant.admin, { id: child.id, permId: own.grant.id }).catch(codeOf),
    ).resolves.toBe("grant.already_ended");
    await expect(
      endRoleGrant(services, tenant.admin, { id: parent.id, permId: own.grant.id }).catch(codeOf),
    ).resolves.toBe("grant.not_found");
  });

  it("stands in chains of at most eight steps", async () => {
    const mine = await makeTenant(database);
    const roles: Awaited<ReturnType<typeof newRole>>[] = [];
    for (let n = 0; n <= 9; n++) roles.push(await newRole(mine, `r${n}`));
    const climb = (n: number) =>
      changeRoleHierarchy(services, mine.admin, {
        id: roles[n]?.id ?? "",
        parentId: roles[n + 1]?.id ?? "",
        action: "add",
      });
    for (let n = 0; n < 8; n++) await climb(n);
    const error = await climb(8).catch((thrown: unknown) => thrown);
    expect(codeOf(error)).toBe("role.too_deep");
    expect(paramsOf(error)).toEqual({ child: "r8", parent: "r9", steps: 9, maximum: 8 });
  });

  it("changes in bulk, all or none, with the difference", async () => {
    const role = await newRole(tenant, "borongan");
    const one = await grantToRole(services, tenant.admin, { id: role.id, code: "user:read", scope: "ALL" });
    const { version } = await getRole(services, tenant.admin, { id: role.id });
    const wanted = {
      id: role.id,
      version,
      add: [
        { code: "school:read", scope: "ALL" as const },
        { code: "school:update", scope: "ALL" as const, effect: "DENY" as const },
      ],
      end: [one.grant.id],
    };
    const tried = await changeRoleGrants(services, tenant.admin, { ...wanted, dryRun: true });
    const difference = {
      gained: [{ code: "school:read", scope: "ALL" }],
      lost: [{ code: "user:read", scope: "ALL" }],
    };
    expect(tried.difference).toEqual(difference);
    expect((await listRoleGrants(services, tenant.admin, { id: role.id })).items).toHaveLength(1);
    const done = await changeRoleGrants(services, tenant.admin, wanted);
    expect(done.difference).toEqual(difference);
    expect([done.added.length, done.ended.length, done.role.version]).toEqual([2, 1, version + 1]);
    await expect(changeRoleGrants(services, tenant.admin, wanted).catch(codeOf)).resolves.toBe("role.version_conflict");
    const half = {
      id: role.id,
      add: [
        { code: "user:read", scope: "ALL" as const },
        { code: "user:fly", scope: "ALL" as const },
      ],
    };
    const error = await changeRoleGrants(services, tenant.admin, half).catch((thrown: unknown) => thrown);
    expect(codeOf(error)).toBe("access.unknown_permission");
    expect(paramsOf(error)).toEqual({ permission: "user:fly" });
    expect((await listRoleGrants(services, tenant.admin, { id: role.id })).items).toHaveLength(2);
    await expect(
      changeRoleGrants(services, tenant.admin, {
        id: role.id,
        add: Array.from({ length: 501 }, () => ({ code: "user:read", scope: "OWN" as const })),
      }).catch(codeOf),
    ).resolves.toBe("request.invalid");
  });

  it("is counted", async () => {
    const mine = await makeTenant(database);
    const role = await newRole(mine, "satu");
    await newRole(mine, "dua");
    await assignRole(services, mine.admin, {
      userId: mine.adminId,
      roleId: role.id,
      validUntil: new Date(Date.now() + 86_400_000).toISOString(),
    });
    expect(await getRoleStatistics(services, mine.admin)).toMatchObject({
      total: 2,
      withoutHolders: { count: 1, first: [{ code: "dua" }] },
      withoutGrants: { count: 2 },
      assignments: { active: 1, upcoming: 0, endingSoon: 1 },
      mostHeld: [{ code: "satu", holders: 1 }],
    });
  });
});

describe("the last administrator", () => {
  it("cannot be lost by taking grant, role or step away, nor by a denial", async () => {
    const mine = await makeTenant(database);
    const role = await newRole(mine, "admin");
    const carrier = await newRole(mine, "pembawa");
    const all = await grantToRole(services, mine.admin, { id: carrier.id, code: "*:*", scope: "ALL" });
    await changeRoleHierarchy(services, mine.admin, { id: role.id, parentId: carrier.id, action: "add" });
    await assignRole(services, mine.admin, { userId: mine.adminId, roleId: role.id });
    const [direct] = (await listGrants(services, mine.admin, { subjectKind: "user", subjectId: mine.adminId })).items;
    await endGrant(services, mine.admin, { id: direct?.id ?? "" });
    const losing = [
      removeRole(services, mine.admin, { userId: mine.adminId, roleId: role.id }),
      endRoleGrant(services, mine.admin, { id: carrier.id, permId: all.grant.id }),
      changeRoleHierarchy(services, mine.admin, { id: role.id, parentId: carrier.id, action: "remove" }),
      changeRoleHierarchy(services, mine.admin, { id: role.id, parentId: carrier.id, action: "add", inherit: false }),
      grantToRole(services, mine.admin, { id: role.id, code: "permission:*", scope: "ALL", effect: "DENY" }),
      createGrant(services, mine.admin, {
        subjectKind: "user",
        subjectId: mine.adminId,
        code: "role:assign",
        scope: "OWN",
        effect: "DENY",
      }),
    ];
    const outcomes = await Promise.all(losing.map((attempt) => attempt.catch(codeOf)));
    expect(new Set(outcomes)).toEqual(new Set(["access.last_administrator"]));
    await createGrant(services, mine.admin, {
      subjectKind: "user",
      subjectId: await mine.addUser(),
      code: "*:*",
      scope: "ALL",
    });
    await removeRole(services, mine.admin, { userId: mine.adminId, roleId: role.id });
  });

  it("is one of two who remove each other at once", async () => {
    const mine = await makeTenant(database);
    const [a, b] = [mine.adminId, await mine.addUser()];
    await mine.addGrant({ userId: b, code: "*:*", scope: "ALL" });
    const { items } = await listGrants(services, mine.admin, {});
    const grantOf = (userId: string) => items.find((grant) => grant.subject.id === userId)?.id ?? "";
    const outcomes = await Promise.all([
      endGrant(services, mine.as(a), { id: grantOf(b) }).catch(codeOf),
      endGrant(services, mine.as(b), { id: grantOf(a) }).catch(codeOf),
    ]);
    expect(outcomes.filter((outcome) => typeof outcome === "object")).toHaveLength(1);
    // Who came second no longer had the right when their turn came.
    expect(outcomes.filter((outcome) => outcome === "access.denied")).toHaveLength(1);
  });
});
