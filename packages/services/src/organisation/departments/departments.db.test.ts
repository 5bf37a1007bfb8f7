import { newId } from "@gloria/core";
import { codeOf, makeOneOfEverything, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import { deleteSchool } from "../schools/index.ts";
import {
  createDepartment,
  deleteDepartment,
  getDepartment,
  getDepartmentHierarchy,
  listDepartments,
  listDepartmentUsers,
  moveDepartment,
  restoreDepartment,
  updateDepartment,
} from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let schoolId: string;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
  schoolId = await tenant.addSchool({ name: "SMA Satu" });
});

type Place = { schoolId?: string | null; parentId?: string | null };
const found = (code: string, place: Place = {}, by = tenant) =>
  createDepartment(services, by.admin, { code, name: `Bagian ${code}`, ...place });

describe("departments", () => {
  it("are founded, read, changed, deleted and restored, and the audit log tells of each", async () => {
    const made = await found("A1", { schoolId });
    expect(made).toMatchObject({ schoolId, schoolName: "SMA Satu", parentId: null, version: 1 });
    expect(await getDepartment(services, tenant.admin, { id: made.id })).toEqual(made);
    const changed = await updateDepartment(services, tenant.admin, { id: made.id, version: 1, name: "Kurikulum" });
    expect(changed).toMatchObject({ name: "Kurikulum", code: "A1", version: 2 });
    await expect(
      updateDepartment(services, tenant.admin, { id: made.id, version: 1, name: "X" }).catch(codeOf),
    ).resolves.toBe("department.version_conflict");
    const gone = await deleteDepartment(services, tenant.admin, { id: made.id, version: 2 });
    expect(gone).toMatchObject({ version: 3, can: { update: false, delete: false, restore: true } });
    expect((await deleteDepartment(services, tenant.admin, { id: made.id })).version).toBe(3);
    await expect(updateDepartment(services, tenant.admin, { id: made.id, name: "X" }).catch(codeOf)).resolves.toBe(
      "department.not_found",
    );
    expect((await restoreDepartment(services, tenant.admin, { id: made.id })).version).toBe(4);
    expect((await restoreDepartment(services, tenant.admin, { id: made.id })).version).toBe(4);
    const events = await database.owner<{ action: string; school: string }[]>`
      select action, school_id as school from gloria.audit_events where entity_id = ${made.id} order by entity_version`;
    expect(events.map((event) => event.action)).toEqual([
      "department.create",
      "department.update",
      "department.delete",
      "department.restore",
    ]);
    expect(new Set(events.map((event) => event.school))).toEqual(new Set([schoolId]));
  });

  it("lie where their parent does, with a code of their own there", async () => {
    const wide = await found("B1");
    const top = await found("B1", { schoolId });
    expect(await found("B2", { parentId: top.id })).toMatchObject({ schoolId, parentName: top.name });
    expect(await found("B2", { parentId: wide.id })).toMatchObject({ schoolId: null });
    const refusals: [Place & { code: string }, string][] = [
      [{ code: "b2", schoolId }, "department.code_in_use"],
      [{ code: "B3", parentId: wide.id, schoolId }, "department.school_mismatch"],
      [{ code: "B3", parentId: top.id, schoolId: null }, "department.school_mismatch"],
      [{ code: "B3", parentId: top.id, schoolId: await tenant.addSchool() }, "department.school_mismatch"],
      [{ code: "B3", parentId: newId() }, "department.parent_not_found"],
      [{ code: "B3", schoolId: newId() }, "school.not_found"],
    ];
    for (const [{ code, ...place }, refusal] of refusals) {
      await expect(found(code, place).catch(codeOf), refusal).resolves.toBe(refusal);
    }
  });

  it("are not deleted while used, the error lists by what; nor restored below a deleted one or into a taken code", async () => {
    const own = await makeTenant(database);
    const rows = await makeOneOfEverything(database, own);
    await found("ANAK", { parentId: rows.departmentId }, own);
    await own.addGrant({
      userId: rows.userId,
      code: "user:read",
      scope: "DEPARTMENT",
      departmentId: rows.departmentId,
    });
    const refused = deleteDepartment(services, own.admin, { id: rows.departmentId }).catch((error: unknown) => error);
    expect(await refused).toMatchObject({
      code: "department.in_use",
      params: { departments: 1, positions: 1, assignments: 1, roles: 0, grants: 1 },
    });

    const school = await own.addSchool();
    const parent = await found("P", { schoolId: school }, own);
    const child = await found("C", { parentId: parent.id }, own);
    await deleteDepartment(services, own.admin, { id: child.id });
    await deleteDepartment(services, own.admin, { id: parent.id });
    await expect(restoreDepartment(services, own.admin, { id: child.id }).catch(codeOf)).resolves.toBe(
      "department.parent_not_found",
    );
    const other = await found("P", { schoolId: school }, own);
    await expect(restoreDepartment(services, own.admin, { id: parent.id }).catch(codeOf)).resolves.toBe(
      "department.code_in_use",
    );
    await deleteDepartment(services, own.admin, { id: other.id });
    await deleteSchool(services, own.admin, { id: school });
    await expect(restoreDepartment(services, own.admin, { id: parent.id }).catch(codeOf)).resolves.toBe(
      "school.not_found",
    );
  });

  it("deny strangers, hide other tenants', and keep a school's person to that school", async () => {
    const other = await makeTenant(database);
    const theirs = await found("T", {}, other);
    const elsewhere = await found("E", { schoolId: await tenant.addSchool() });
    const mine = await found("M", { schoolId });
    const calls = (ctx: TestTenant["admin"], id: string) => [
      () => getDepartment(services, ctx, { id }),
      () => listDepartmentUsers(services, ctx, { id }),
      () => updateDepartment(services, ctx, { id, name: "X" }),
      () => deleteDepartment(services, ctx, { id }),
      () => restoreDepartment(services, ctx, { id }),
      () => moveDepartment(services, ctx, { id, parentId: null, schoolId: null }),
    ];
    const stranger = tenant.as(await tenant.addUser());
    for (const call of [
      ...calls(stranger, mine.id),
      () => createDepartment(services, stranger, { code: "N", name: "N" }),
      () => listDepartments(services, stranger, {}),
      () => getDepartmentHierarchy(services, stranger, { schoolId }),
    ]) {
      await expect((call() as Promise<unknown>).catch(codeOf)).resolves.toBe("access.denied");
    }
    for (const id of [theirs.id, newId()]) {
      for (const call of calls(tenant.admin, id)) {
        await expect((call() as Promise<unknown>).catch(codeOf)).resolves.toBe("department.not_found");
      }
      await expect(
        moveDepartment(services, tenant.admin, { id: mine.id, parentId: id, schoolId }).catch(codeOf),
      ).resolves.toBe("department.parent_not_found");
    }
    const userId = await tenant.addUser();
    await tenant.addGrant({ userId, code: "department:*", scope: "SCHOOL", schoolId });
    const head = tenant.as(userId);
    const seen = await listDepartments(services, head, { limit: 200 });
    expect(seen.items.map((item) => item.id)).toContain(mine.id);
    expect(new Set(seen.items.map((item) => item.schoolId))).toEqual(new Set([schoolId]));
    for (const call of calls(head, elsewhere.id)) {
      await expect((call() as Promise<unknown>).catch(codeOf)).resolves.toBe("access.denied");
    }
    await expect(
      moveDepartment(services, head, { id: mine.id, parentId: null, schoolId: elsewhere.schoolId }).catch(codeOf),
    ).resolves.toBe("access.denied");
    await expect(createDepartment(services, head, { code: "W", name: "W" }).catch(codeOf)).resolves.toBe(
      "access.denied",
    );
    await expect(updateDepartment(services, head, { id: mine.id, name: "Baru" })).resolves.toMatchObject({
      name: "Baru",
    });
  });

  it("page through all rows once in both directions, filter, and form a tree", async () => {
    const own = await makeTenant(database);
    const school = await own.addSchool();
    const wide = await found("WIDE", {}, own);
    const top = await found("TOP", { schoolId: school }, own);
    for (const name of ["Ä", "a", "B", "b", "%", "_x", "Tata Usaha"])
      await createDepartment(services, own.admin, { code: `C${newId().slice(-10)}`, name, parentId: top.id });
    const walk = async (sort: "name" | "-name") => {
      const ids: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await listDepartments(services, own.admin, { sort, limit: 2, ...(cursor && { cursor }) });
        ids.push(...page.items.map((item) => item.id));
        if (page.nextCursor === null) return ids;
        cursor = page.nextCursor;
      }
    };
    const [up, down] = [await walk("name"), await walk("-name")];
    expect(new Set(up).size).toBe(9);
    expect([...down].reverse()).toEqual(up);
    const names = async (input: Parameters<typeof listDepartments>[2]) =>
      (await listDepartments(services, own.admin, input)).items.map((item) => item.name);
    expect(await names({ schoolId: "foundation" })).toEqual([wide.name]);
    expect(await names({ schoolId: school, parentId: "none" })).toEqual([top.name]);
    expect(await names({ parentId: top.id })).toHaveLength(7);
    expect(await names({ q: "%" })).toEqual(["%"]);
    expect(await names({ q: "usa" })).toEqual(["Tata Usaha"]);
    expect(await names({ q: "saha" })).toEqual([]);
    expect(await names({ q: "to" })).toEqual([top.name]);
    expect(await names({ deleted: true })).toEqual([]);
    const tree = await getDepartmentHierarchy(services, own.admin, { schoolId: school });
    expect(tree.isComplete).toBe(true);
    expect(tree.departments.map(({ depth }) => depth)).toEqual([0, 1, 1, 1, 1, 1, 1, 1]);
    expect(tree.departments[0]).toMatchObject({ id: top.id, parentId: null, positions: 0 });
    const foundation = await getDepartmentHierarchy(services, own.admin, { schoolId: "foundation" });
    expect(foundation.departments.map(({ id }) => id)).toEqual([wide.id]);
  });

  it("name the people who hold a position there today, and show only whom the caller may read", async () => {
    const own = await makeTenant(database);
    const rows = await makeOneOfEverything(database, own);
    const above = await found("ATAS", { schoolId: rows.schoolId }, own);
    await moveDepartment(services, own.admin, {
      id: rows.departmentId,
      parentId: above.id,
      schoolId: rows.schoolId,
    });
    const people = async (id: string, below = false, ctx = own.admin) =>
      (await listDepartmentUsers(services, ctx, { id, below })).items.map((person) => person.id);
    expect(await people(rows.departmentId)).toEqual([rows.userId]);
    expect(await people(above.id)).toEqual([]);
    expect(await people(above.id, true)).toEqual([rows.userId]);
    const blind = await own.addUser();
    await own.addGrant({ userId: blind, code: "department:read", scope: "ALL" });
    expect(await people(rows.departmentId, false, own.as(blind))).toEqual([]);
    await database.owner`update gloria.assignments set valid_until = '2020-02-01' where id = ${rows.assignmentId}`;
    expect(await people(rows.departmentId)).toEqual([]);
  });
});
