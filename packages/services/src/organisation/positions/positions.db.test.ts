import { newId } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import { getUser } from "../users/index.ts";
import {
  createPosition,
  deletePosition,
  getPosition,
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
});
