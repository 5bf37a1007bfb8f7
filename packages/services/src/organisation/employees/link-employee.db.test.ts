import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listAuditLogs, type Services } from "../../platform/index.ts";
import { getUser } from "../users/index.ts";
import {
  createEmployee,
  deleteEmployee,
  linkEmployee,
  listUnlinkedEmployees,
  listUnlinkedUsers,
  unlinkEmployee,
} from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;

beforeAll(() => {
  services = testServices(database);
});
beforeEach(async () => {
  tenant = await makeTenant(database);
});

describe("linking an employee and a user", () => {
  it("gives the user the number, tells both histories, and can be taken back", async () => {
    const { id } = await createEmployee(services, tenant.admin, { nip: "K1", name: "Sri" });
    const userId = await tenant.addUser({ name: "Sri", nip: "SALAH" });
    const linked = await linkEmployee(services, tenant.admin, { nip: "K1", userId });
    expect(linked.linkedUser).toEqual({ id: userId, name: "Sri", status: "active" });
    expect((await linkEmployee(services, tenant.admin, { nip: "K1", userId })).linkedUser?.id).toBe(userId);
    const actions = async (entityId: string) =>
      (await listAuditLogs(services, tenant.admin, { entityId })).items.map(({ action }) => action);
    expect(await actions(id)).toEqual(["employee.link", "employee.create"]);
    expect(await actions(userId)).toEqual(["user.update"]);
    const unlinked = await unlinkEmployee(services, tenant.admin, { nip: "K1" });
    expect(unlinked.linkedUser).toBeNull();
    expect((await getUser(services, tenant.admin, { id: userId })).nip).toBeNull();
    expect(await unlinkEmployee(services, tenant.admin, { nip: "K1" }).catch(codeOf)).toBe("employee.not_linked");
  });

  it("takes nobody's number and nobody's employee", async () => {
    for (const nip of ["K1", "K2"]) await createEmployee(services, tenant.admin, { nip, name: nip });
    const [first, second] = [await tenant.addUser({ nip: "K1" }), await tenant.addUser({ nip: "K2" })];
    const free = await tenant.addUser();
    expect(await linkEmployee(services, tenant.admin, { nip: "K1", userId: free }).catch(codeOf)).toBe(
      "employee.already_linked",
    );
    await unlinkEmployee(services, tenant.admin, { nip: "K1" });
    expect(await linkEmployee(services, tenant.admin, { nip: "K1", userId: second }).catch(codeOf)).toBe(
      "user.already_linked",
    );
    const race = await Promise.all(
      [first, free].map((userId) =>
        linkEmployee(services, tenant.admin, { nip: "K1", userId }).then(() => "linked", codeOf),
      ),
    );
    expect(race.sort()).toEqual(["employee.already_linked", "linked"]);
  });

  it("leaves nobody without a way to sign in, and says whom a deleted employee was", async () => {
    await createEmployee(services, tenant.admin, { nip: "K1", name: "Sri" });
    const userId = await tenant.addUser({ name: "Sri", nip: "K1" });
    await database.owner`update gloria.users set email = null where id = ${userId}`;
    expect(await unlinkEmployee(services, tenant.admin, { nip: "K1" }).catch(codeOf)).toBe("employee.only_identifier");
    expect((await deleteEmployee(services, tenant.admin, { nip: "K1" })).linkedUser?.id).toBe(userId);
    expect(await linkEmployee(services, tenant.admin, { nip: "K1", userId }).catch(codeOf)).toBe("employee.not_found");
  });

  it("needs the right to change both, and knows no other tenant's", async () => {
    const [mine, other] = [await tenant.addSchool(), await tenant.addSchool()];
    await createEmployee(services, tenant.admin, { nip: "K1", name: "Sri", schoolId: mine });
    const [near, far] = [await tenant.addUser({ homeSchoolId: mine }), await tenant.addUser({ homeSchoolId: other })];
    const clerk = await tenant.addUser();
    await tenant.addGrant({ userId: clerk, code: "employee:update", scope: "SCHOOL", schoolId: mine });
    const link = (userId: string) =>
      linkEmployee(services, tenant.as(clerk), { nip: "K1", userId }).then(() => "linked", codeOf);
    expect(await link(near)).toBe("access.denied");
    await tenant.addGrant({ userId: clerk, code: "user:update", scope: "SCHOOL", schoolId: mine });
    expect(await link(far)).toBe("access.denied");
    const foreign = await makeTenant(database);
    expect(await link(foreign.adminId)).toBe("user.not_found");
    expect(await link(near)).toBe("linked");
    expect(await linkEmployee(services, foreign.admin, { nip: "K1", userId: near }).catch(codeOf)).toBe(
      "employee.not_found",
    );
  });
});

describe("who is not linked", () => {
  it("is listed on both sides a page at a time, with whom they may be: by address first, then by name", async () => {
    await createEmployee(services, tenant.admin, { nip: "K1", name: "Sri Rahayu", email: "sri@demo.example" });
    await createEmployee(services, tenant.admin, { nip: "K2", name: "Tono" });
    await createEmployee(services, tenant.admin, { nip: "K3", name: "Umar" });
    const address = await tenant.addUser({ name: "Rahayu", email: "SRI@demo.example" });
    const named = await tenant.addUser({ name: "sri rahayu", nip: "LAMA" });
    const linked = await tenant.addUser({ name: "Tono", nip: "K2" });
    // Of the same name as an employee without an account, but an employee themselves.
    await tenant.addUser({ name: "Umar", nip: "K2X" });
    await createEmployee(services, tenant.admin, { nip: "K2X", name: "Umar" });

    const employees = await listUnlinkedEmployees(services, tenant.admin, {});
    expect(
      employees.items.map(({ nip, suggestions }) => [nip, suggestions.map(({ userId, by }) => [userId, by])]),
    ).toEqual([
      [
        "K1",
        [
          [address, "email"],
          [named, "name"],
        ],
      ],
      ["K3", []],
    ]);
    const first = await listUnlinkedEmployees(services, tenant.admin, { limit: 1 });
    expect(first.nextCursor).not.toBeNull();
    const second = await listUnlinkedEmployees(services, tenant.admin, { limit: 1, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...second.items].map(({ nip }) => nip)).toEqual(["K1", "K3"]);
    expect((await listUnlinkedEmployees(services, tenant.admin, { q: "um" })).items.map(({ nip }) => nip)).toEqual([
      "K3",
    ]);

    const people = await listUnlinkedUsers(services, tenant.admin, {});
    expect(people.items.map(({ id, suggestions }) => [id, suggestions.map(({ nip, by }) => [nip, by])])).toEqual([
      [tenant.adminId, []],
      [address, [["K1", "email"]]],
      [named, [["K1", "name"]]],
    ]);
    expect(people.items.map(({ id }) => id)).not.toContain(linked);
    await linkEmployee(services, tenant.admin, { nip: "K1", userId: address });
    expect((await listUnlinkedEmployees(services, tenant.admin, {})).items.map(({ nip }) => nip)).toEqual(["K3"]);
    expect((await listUnlinkedUsers(services, tenant.admin, { q: "sri" })).items).toMatchObject([
      { id: named, suggestions: [] },
    ]);
  });

  it("suggests nobody whom the caller may not see, and is refused to strangers", async () => {
    const [mine, other] = [await tenant.addSchool(), await tenant.addSchool()];
    await createEmployee(services, tenant.admin, { nip: "K1", name: "Sri", schoolId: mine });
    await createEmployee(services, tenant.admin, { nip: "K2", name: "Sri", schoolId: other });
    const [near] = [
      await tenant.addUser({ name: "Sri", homeSchoolId: mine }),
      await tenant.addUser({ name: "Sri", homeSchoolId: other }),
    ];
    const reader = await tenant.addUser({ name: "Pembaca" });
    await tenant.addGrant({ userId: reader, code: "employee:read", scope: "SCHOOL", schoolId: mine });
    const alone = await listUnlinkedEmployees(services, tenant.as(reader), {});
    expect(alone.items).toMatchObject([{ nip: "K1", suggestions: [] }]);
    expect(await listUnlinkedUsers(services, tenant.as(reader), {}).catch(codeOf)).toBe("access.denied");
    await tenant.addGrant({ userId: reader, code: "user:read", scope: "SCHOOL", schoolId: mine });
    const both = await listUnlinkedEmployees(services, tenant.as(reader), {});
    expect(both.items[0]?.suggestions.map(({ userId }) => userId)).toEqual([near]);
    expect((await listUnlinkedUsers(services, tenant.as(reader), { q: "sri" })).items).toMatchObject([
      { id: near, suggestions: [{ nip: "K1" }] },
    ]);
    const stranger = tenant.as(await tenant.addUser());
    expect(await listUnlinkedEmployees(services, stranger, {}).catch(codeOf)).toBe("access.denied");
  });
});
