import { newId } from "@gloria/core";
import { codeOf, makeOneOfEverything, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import {
  createPosition,
  deletePosition,
  getPosition,
  getPositionHierarchy,
  listPositions,
  listPositionUsers,
  restorePosition,
  updatePosition,
} from "./index.ts";
import { positionRows } from "./position-rows.fixture.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
});

const { addDepartment, assign, fields } = positionRows(database);
const create = (input: Parameters<typeof createPosition>[2]) => createPosition(services, tenant.admin, input);
const change = (input: Parameters<typeof updatePosition>[2]) => updatePosition(services, tenant.admin, input);
const denial = (call: () => Promise<unknown>) => expect(call().catch(codeOf)).resolves.toBe("access.denied");

describe("positions", () => {
  it("deny strangers, and hide what is another tenant's", async () => {
    const other = await makeTenant(database);
    const theirs = await makeOneOfEverything(database, other);
    const schoolId = await tenant.addSchool();
    const departmentId = await addDepartment(tenant, schoolId);
    const { id } = await create({ ...fields(), departmentId });
    const stranger = tenant.as(await tenant.addUser());
    for (const call of [
      () => getPosition(services, stranger, { id }),
      () => createPosition(services, stranger, { ...fields(), schoolId }),
      () => updatePosition(services, stranger, { id, level: 2 }),
      () => deletePosition(services, stranger, { id }),
      () => restorePosition(services, stranger, { id }),
      () => listPositions(services, stranger, {}),
      () => listPositionUsers(services, stranger, { id }),
      () => getPositionHierarchy(services, stranger, { departmentId }),
    ]) {
      await denial(call);
    }
    const foreign = { id: theirs.positionId };
    for (const call of [getPosition, deletePosition, restorePosition, listPositionUsers]) {
      await expect(call(services, tenant.admin, foreign).catch(codeOf)).resolves.toBe("position.not_found");
    }
    for (const input of [
      { ...foreign, level: 2 },
      { id, reportsToId: foreign.id },
      { id, coordinatorIds: [foreign.id] },
    ]) {
      await expect(change(input).catch(codeOf)).resolves.toBe("position.not_found");
    }
    for (const call of [
      () => change({ id, departmentId: theirs.departmentId }),
      () => getPositionHierarchy(services, tenant.admin, { departmentId: theirs.departmentId }),
    ]) {
      await expect(call().catch(codeOf)).resolves.toBe("department.not_found");
    }
  });

  it("are those of their own school for a principal, who moves none into another", async () => {
    const own = await makeTenant(database);
    const [a, b] = [await own.addSchool(), await own.addSchool()];
    const [mine, other] = [
      await createPosition(services, own.admin, { ...fields(), schoolId: a }),
      await createPosition(services, own.admin, { ...fields(), schoolId: b }),
    ];
    const wide = await createPosition(services, own.admin, fields());
    const userId = await own.addUser();
    for (const action of ["create", "read", "update"]) {
      await own.addGrant({ userId, code: `position:${action}`, scope: "SCHOOL", schoolId: a });
    }
    const principal = own.as(userId);
    const list = await listPositions(services, principal, {});
    expect(list.items.map((one) => [one.id, one.can.update, one.can.delete])).toEqual([[mine.id, true, false]]);
    expect(list.can.create).toBe(true);
    for (const id of [other.id, wide.id]) {
      await denial(() => getPosition(services, principal, { id }));
      await denial(() => updatePosition(services, principal, { id, level: 2 }));
    }
    await denial(() => updatePosition(services, principal, { id: mine.id, schoolId: b }));
    await denial(() => createPosition(services, principal, { ...fields(), schoolId: b }));
    await denial(() => createPosition(services, principal, fields()));
    await denial(() => deletePosition(services, principal, { id: mine.id }));
    const made = await createPosition(services, principal, { ...fields(), schoolId: a, reportsToId: wide.id });
    expect(made.reportsTo?.id).toBe(wide.id);
  });

  it("show of their holders those whom the caller may read, on the day that is asked for, a page at a time", async () => {
    const own = await makeTenant(database);
    const [a, b] = [await own.addSchool(), await own.addSchool()];
    const { id } = await createPosition(services, own.admin, { ...fields(), headcount: 5 });
    const [old, now, elsewhere] = [
      await own.addUser({ homeSchoolId: a }),
      await own.addUser({ homeSchoolId: a }),
      await own.addUser({ homeSchoolId: b }),
    ];
    await assign(own, { positionId: id, userId: old, from: "2019-01-01", until: "2020-01-01", schoolId: a });
    await assign(own, { positionId: id, userId: now, from: "2020-01-01", schoolId: a });
    await assign(own, { positionId: id, userId: elsewhere, from: "2999-01-01", schoolId: b });
    const holders = async (asOf?: string) =>
      (await listPositionUsers(services, own.admin, { id, ...(asOf === undefined ? {} : { asOf }) })).items.map(
        (one) => one.userId,
      );
    expect(await holders()).toEqual([elsewhere, now, old]);
    expect(await holders("2019-12-31")).toEqual([old]);
    expect(await holders("2020-01-01")).toEqual([now]);
    expect(await holders("2999-01-01")).toEqual([elsewhere, now]);
    expect(await holders("2018-12-31")).toEqual([]);
    const first = await listPositionUsers(services, own.admin, { id, limit: 2 });
    const rest = await listPositionUsers(services, own.admin, { id, limit: 2, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...rest.items].map((one) => one.state)).toEqual(["future", "current", "past"]);
    expect(rest.nextCursor).toBeNull();
    const clerkId = await own.addUser();
    await own.addGrant({ userId: clerkId, code: "position:read", scope: "ALL" });
    expect((await listPositionUsers(services, own.as(clerkId), { id })).items).toEqual([]);
    await own.addGrant({ userId: clerkId, code: "user:read", scope: "SCHOOL", schoolId: a });
    const seen = await listPositionUsers(services, own.as(clerkId), { id });
    expect(seen.items.map((one) => one.userId)).toEqual([now, old]);
  });

  it("are listed once each by every sort, and filtered by school, department, vacancy and text", async () => {
    const own = await makeTenant(database);
    const schoolId = await own.addSchool();
    const departmentId = await addDepartment(own, schoolId);
    const names = ["Guru Kelas", "guru BK", "Ökonom", "Zaman", "%", "_x", "Wakil Kepala"];
    for (const [place, name] of names.entries()) {
      await createPosition(services, own.admin, { ...fields(name), level: 1 + (place % 3) });
    }
    const full = await createPosition(services, own.admin, {
      ...fields("Kepala Sekolah"),
      code: "KEPSEK",
      departmentId,
    });
    await assign(own, { positionId: full.id, userId: await own.addUser(), schoolId, departmentId });
    const acting = await createPosition(services, own.admin, { ...fields("Penjaga"), schoolId });
    await assign(own, {
      positionId: acting.id,
      userId: await own.addUser(),
      kind: "PLT",
      until: "2999-01-01",
      schoolId,
    });
    const none = await createPosition(services, own.admin, { ...fields("Tanpa kursi"), schoolId, headcount: 0 });
    const walk = async (sort: "level" | "name" | "-name") => {
      const ids: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await listPositions(services, own.admin, { sort, limit: 3, ...(cursor && { cursor }) });
        ids.push(...page.items.map((one) => one.id));
        if (page.nextCursor === null) return ids;
        cursor = page.nextCursor;
      }
    };
    const up = await walk("name");
    expect(new Set(up).size).toBe(10);
    expect([...(await walk("-name"))].reverse()).toEqual(up);
    expect(new Set(await walk("level"))).toEqual(new Set(up));
    const levels = (await listPositions(services, own.admin, {})).items.map((one) => one.level);
    expect(levels).toEqual(levels.toSorted((one, other) => one - other));
    const found = async (input: Parameters<typeof listPositions>[2]) =>
      (await listPositions(services, own.admin, { sort: "name", ...input })).items.map((one) => one.name);
    expect(await found({ schoolId })).toEqual(["Kepala Sekolah", "Penjaga", "Tanpa kursi"]);
    expect(await found({ schoolId: "foundation" })).toHaveLength(7);
    expect(await found({ departmentId })).toEqual(["Kepala Sekolah"]);
    expect(await found({ schoolId, vacant: true })).toEqual(["Penjaga"]);
    expect(await found({ schoolId, vacant: false })).toEqual(["Kepala Sekolah", "Tanpa kursi"]);
    expect(await found({ q: "kep" })).toEqual(["Kepala Sekolah", "Wakil Kepala"]);
    expect(await found({ q: "okon" })).toEqual(["Ökonom"]);
    expect(await found({ q: "epala" })).toEqual([]);
    expect(await found({ q: "KEPS" })).toEqual(["Kepala Sekolah"]);
    expect(await found({ q: "%" })).toEqual(["%"]);
    await deletePosition(services, own.admin, { id: none.id });
    expect(await found({ deleted: true })).toEqual(["Tanpa kursi"]);
  });

  it("make a tree of a department and those below it, of what the caller may read", async () => {
    const own = await makeTenant(database);
    const schoolId = await own.addSchool();
    const top = await addDepartment(own, schoolId);
    const under = await addDepartment(own, schoolId, top);
    const head = await createPosition(services, own.admin, { ...fields(), level: 1, departmentId: top });
    const below = { level: 2, departmentId: under, reportsToId: head.id };
    const staff = await createPosition(services, own.admin, { ...fields(), ...below });
    await createPosition(services, own.admin, { ...fields(), departmentId: await addDepartment(own, schoolId) });
    await assign(own, { positionId: staff.id, userId: await own.addUser(), schoolId, departmentId: under });
    const tree = await getPositionHierarchy(services, own.admin, { departmentId: top });
    expect(tree).toMatchObject({ department: { id: top }, truncated: false });
    expect(tree.positions.map((one) => [one.id, one.departmentId, one.reportsToId, one.filled])).toEqual([
      [head.id, top, null, 0],
      [staff.id, under, head.id, 1],
    ]);
    const before = await getPositionHierarchy(services, own.admin, { departmentId: top, asOf: "2019-12-31" });
    expect(before.positions.map((one) => one.filled)).toEqual([0, 0]);
    const userId = await own.addUser();
    await own.addGrant({ userId, code: "position:read", scope: "DEPARTMENT", departmentId: under });
    const seen = await getPositionHierarchy(services, own.as(userId), { departmentId: under });
    expect(seen.positions.map((one) => one.id)).toEqual([staff.id]);
    await denial(() => getPositionHierarchy(services, own.as(userId), { departmentId: top }));
    await expect(getPositionHierarchy(services, own.admin, { departmentId: newId() }).catch(codeOf)).resolves.toBe(
      "department.not_found",
    );
  });
});
