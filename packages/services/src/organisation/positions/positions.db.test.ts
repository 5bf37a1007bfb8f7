import { newId } from "@gloria/core";
import { codeOf, makeOneOfEverything, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import { getUser } from "../users/index.ts";
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

const database = testDatabase();
let services: Services;
let tenant: TestTenant;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
});

let serial = 0;
const create = (input: Parameters<typeof createPosition>[2]) => createPosition(services, tenant.admin, input);
const change = (input: Parameters<typeof updatePosition>[2]) => updatePosition(services, tenant.admin, input);
const fields = (name = "Guru") => ({ code: `P${++serial}`, name, level: 5 });

async function addDepartment(of: TestTenant, schoolId: string | null, parentId: string | null = null): Promise<string> {
  const id = newId();
  await database.owner`insert into gloria.departments (tenant_id, id, code, name, school_id, parent_id)
    values (${of.id}, ${id}, ${`D${++serial}`}, 'Kurikulum', ${schoolId}, ${parentId})`;
  return id;
}

interface Held {
  readonly positionId: string;
  readonly userId: string;
  readonly from?: string;
  readonly until?: string | null;
  readonly kind?: "DEFINITIF" | "PLT" | "PLH";
  readonly schoolId?: string | null;
  readonly departmentId?: string | null;
}

async function assign(of: TestTenant, held: Held): Promise<string> {
  const id = newId();
  await database.owner`insert into gloria.assignments (tenant_id, id, user_id, position_id, school_id, department_id, kind, valid_from, valid_until)
    values (${of.id}, ${id}, ${held.userId}, ${held.positionId}, ${held.schoolId ?? null}, ${held.departmentId ?? null},
      ${held.kind ?? "DEFINITIF"}, ${held.from ?? "2020-01-01"}, ${held.until ?? null})`;
  return id;
}

const denial = (call: () => Promise<unknown>) => expect(call().catch(codeOf)).resolves.toBe("access.denied");

describe("positions", () => {
  it("are created, read, changed, deleted and restored, and the audit log tells of each", async () => {
    const schoolId = await tenant.addSchool({ name: "SMA Satu" });
    const departmentId = await addDepartment(tenant, schoolId);
    const [head, treasurer] = [
      await create({ ...fields("Kepala"), level: 1, schoolId }),
      await create(fields("Bendahara Yayasan")),
    ];
    const made = await create({
      ...fields("Bendahara"),
      departmentId,
      reportsToId: head.id,
      coordinatorIds: [treasurer.id, treasurer.id, head.id],
    });
    expect(made).toMatchObject({
      schoolId,
      schoolName: "SMA Satu",
      departmentId,
      departmentName: "Kurikulum",
      headcount: 1,
      filled: 0,
      reportsTo: { id: head.id, name: "Kepala" },
      coordinators: [{ id: treasurer.id }],
      version: 1,
      can: { update: true, delete: true, restore: false },
    });
    expect(await getPosition(services, tenant.admin, { id: made.id })).toEqual(made);
    const changed = await change({
      id: made.id,
      version: 1,
      name: "Bendahara Sekolah",
    });
    expect(changed).toMatchObject({ name: "Bendahara Sekolah", reportsTo: { id: head.id }, version: 2 });
    const freed = await change({ id: made.id, reportsToId: null, coordinatorIds: [] });
    expect(freed).toMatchObject({ reportsTo: null, coordinators: [], version: 3 });
    await expect(change({ id: made.id, version: 1, level: 2 }).catch(codeOf)).resolves.toBe(
      "position.version_conflict",
    );
    const gone = await deletePosition(services, tenant.admin, { id: made.id });
    expect(gone).toMatchObject({ version: 4, can: { update: false, delete: false, restore: true } });
    expect((await deletePosition(services, tenant.admin, { id: made.id })).version).toBe(4);
    await expect(change({ id: made.id, level: 2 }).catch(codeOf)).resolves.toBe("position.not_found");
    expect((await restorePosition(services, tenant.admin, { id: made.id })).version).toBe(5);
    expect((await restorePosition(services, tenant.admin, { id: made.id })).version).toBe(5);
    const events = await database.owner<{ action: string; version: number; paths: string[] }[]>`
      select action, entity_version as version, (select array_agg(c ->> 'path') from jsonb_array_elements(changes) c) as paths
      from gloria.audit_events where entity_id = ${made.id} and outcome = 'success' order by entity_version`;
    expect(events.map((event) => `${event.action} ${event.version}`)).toEqual([
      "position.create 1",
      "position.update 2",
      "position.update 3",
      "position.delete 4",
      "position.restore 5",
    ]);
    expect(events[2]?.paths).toEqual(["reportsToId", "coordinatorIds"]);
  });

  it("have one code once in a school, and the school of their department", async () => {
    const [a, b] = [await tenant.addSchool(), await tenant.addSchool()];
    const departmentId = await addDepartment(tenant, a);
    const one = await create({ ...fields(), code: "KS", schoolId: a });
    await create({ ...fields(), code: "KS", schoolId: b });
    await create({ ...fields(), code: "KS" });
    const refused = (input: object) => expect(create({ ...fields(), ...input }).catch(codeOf)).resolves;
    await refused({ code: "ks", departmentId }).toBe("position.code_in_use");
    await refused({ schoolId: b, departmentId }).toBe("position.school_mismatch");
    await refused({ schoolId: null, departmentId }).toBe("position.school_mismatch");
    await refused({ departmentId: newId() }).toBe("department.not_found");
    await refused({ schoolId: newId() }).toBe("school.not_found");
    await refused({ reportsToId: newId() }).toBe("position.not_found");
    await refused({ level: 21 }).toBe("request.invalid");
    await refused({ headcount: 10_001 }).toBe("request.invalid");
    await deletePosition(services, tenant.admin, { id: one.id });
    await create({ ...fields(), code: "KS", departmentId });
    await expect(restorePosition(services, tenant.admin, { id: one.id }).catch(codeOf)).resolves.toBe(
      "position.code_in_use",
    );
    await database.owner`update gloria.departments set deleted_at = now() where id = ${departmentId}`;
    await refused({ departmentId }).toBe("department.not_found");
  });

  it("never report to themselves, also not by way of others or at the same time", async () => {
    const [a, b] = [await create(fields()), await create(fields())];
    const reports = (from: string, to: string) => change({ id: from, reportsToId: to }).catch(codeOf);
    await expect(reports(a.id, a.id)).resolves.toBe("position.cycle");
    await expect(change({ id: a.id, coordinatorIds: [a.id] }).catch(codeOf)).resolves.toBe("position.cycle");
    const outcomes = await Promise.all([reports(a.id, b.id), reports(b.id, a.id)]);
    expect(outcomes.filter((outcome) => outcome === "position.cycle")).toHaveLength(1);
  });

  it("keep seats for all who hold them at once, today or later", async () => {
    const { id } = await create({ ...fields(), headcount: 4 });
    const people = await Promise.all(Array.from({ length: 5 }, () => tenant.addUser()));
    const [a = "", b = "", c = "", d = "", e = ""] = people;
    await assign(tenant, { positionId: id, userId: a, until: "2999-01-01" });
    await assign(tenant, { positionId: id, userId: b, from: "2999-01-01" });
    await assign(tenant, { positionId: id, userId: c, from: "2999-06-01" });
    await assign(tenant, { positionId: id, userId: d, from: "2020-01-01", until: "2021-01-01" });
    await assign(tenant, { positionId: id, userId: e, kind: "PLT", until: "2999-12-01" });
    expect((await getPosition(services, tenant.admin, { id })).filled).toBe(1);
    const refused = await change({ id, headcount: 1 }).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: "position.headcount_below_holders",
      params: { headcount: 1, holders: 3, days: [expect.stringMatching(/^2[0-8]/)] },
    });
    // From June to November 2999 the Plt sits beside two others.
    expect(await change({ id, headcount: 2 }).catch((error: unknown) => error)).toMatchObject({
      code: "position.headcount_below_holders",
      params: { headcount: 2, holders: 3, days: ["2999-06-01"] },
    });
    expect(await change({ id, headcount: 3 })).toMatchObject({ headcount: 3 });
  });

  it("are not deleted while held, reported to or given rights; the error counts which", async () => {
    const { id } = await create(fields());
    const below = await create({ ...fields(), reportsToId: id });
    const userId = await tenant.addUser();
    const assignmentId = await assign(tenant, { positionId: id, userId });
    const grantId = newId();
    await database.owner`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, scope)
      values (${tenant.id}, ${grantId}, 'position', ${id}, 'user:read', 'ALL')`;
    const counts = async () => {
      const error: unknown = await deletePosition(services, tenant.admin, { id }).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: "position.in_use" });
      return (error as { params: unknown }).params;
    };
    expect(await counts()).toEqual({ assignments: 1, positions: 1, grants: 1 });
    await database.owner`update gloria.assignments set ended_at = now() where id = ${assignmentId}`;
    expect(await counts()).toEqual({ assignments: 0, positions: 1, grants: 1 });
    await deletePosition(services, tenant.admin, { id: below.id });
    expect(await counts()).toEqual({ assignments: 0, positions: 0, grants: 1 });
    await database.owner`update gloria.grants set ended_at = now() where id = ${grantId}`;
    expect((await deletePosition(services, tenant.admin, { id })).deletedAt).not.toBeNull();
    // The line to a position that is gone is not taken up again.
    expect((await restorePosition(services, tenant.admin, { id: below.id })).reportsTo).toBeNull();
  });

  it("take their holders of today and later along when they move, and leave past ones where they were", async () => {
    const [a, b] = [await tenant.addSchool(), await tenant.addSchool()];
    const [from, to] = [await addDepartment(tenant, a), await addDepartment(tenant, b)];
    const { id } = await create({ ...fields(), departmentId: from, headcount: 3 });
    const [now, past, later] = [await tenant.addUser(), await tenant.addUser(), await tenant.addUser()];
    const place = { positionId: id, schoolId: a, departmentId: from };
    const replaced = await assign(tenant, { ...place, userId: now });
    const kept = await assign(tenant, { ...place, userId: past, until: "2021-01-01" });
    await assign(tenant, { ...place, userId: later, from: "2999-01-01" });
    const moved = await change({ id, departmentId: to });
    expect(moved).toMatchObject({ schoolId: b, departmentId: to, filled: 1 });
    const { items } = await listPositionUsers(services, tenant.admin, { id });
    expect(items.map((one) => [one.userId, one.schoolId, one.departmentId, one.state])).toEqual(
      expect.arrayContaining([
        [now, a, from, "past"],
        [now, b, to, "current"],
        [later, b, to, "future"],
        [past, a, from, "past"],
      ]),
    );
    expect(items).toHaveLength(4);
    expect(items.map((one) => one.assignmentId)).toContain(kept);
    const [old] = await database.owner<{ closed: boolean; by: string }[]>`
      select ended_epoch > created_epoch as closed, ended_by as by from gloria.assignments where id = ${replaced}`;
    expect(old).toEqual({ closed: true, by: tenant.adminId });
    expect((await getUser(services, tenant.admin, { id: now })).assignments).toMatchObject([{ schoolId: b }]);
    const alone = await change({ id, departmentId: null });
    expect(alone).toMatchObject({ schoolId: b, departmentId: null });
    expect(await change({ id, schoolId: null })).toMatchObject({ schoolId: null });
  });

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
