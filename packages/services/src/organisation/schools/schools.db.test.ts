import { newId } from "@gloria/core";
import { codeOf, makeOneOfEverything, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import {
  createSchool,
  deleteSchool,
  getSchool,
  getSchoolByCode,
  getSchoolHierarchy,
  getSchoolStatistics,
  listSchools,
  restoreSchool,
  updateSchool,
} from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
});

const fields = (code: string) => ({ code, name: `SMA ${code}`, level: "SMA" as const });

describe("schools", () => {
  it("are founded, read, changed, deleted and restored, and the audit log tells of each", async () => {
    const made = await createSchool(services, tenant.admin, { ...fields("A1"), npsn: "99000001" });
    expect(made).toMatchObject({
      code: "A1",
      status: "active",
      timeZone: "Asia/Jakarta",
      version: 1,
      can: { update: true, delete: true, restore: false },
    });
    expect(await getSchool(services, tenant.admin, { id: made.id })).toEqual(made);
    expect(await getSchoolByCode(services, tenant.admin, { code: "a1" })).toEqual(made);
    const moved = await updateSchool(services, tenant.admin, {
      id: made.id,
      version: 1,
      timeZone: "Asia/Jayapura",
      city: "Jayapura",
    });
    expect(moved).toMatchObject({ timeZone: "Asia/Jayapura", city: "Jayapura", version: 2 });
    await expect(
      updateSchool(services, tenant.admin, { id: made.id, version: 1, city: null }).catch(codeOf),
    ).resolves.toBe("school.version_conflict");
    const gone = await deleteSchool(services, tenant.admin, { id: made.id });
    expect(gone).toMatchObject({ can: { update: false, delete: false, restore: true }, version: 3 });
    expect((await deleteSchool(services, tenant.admin, { id: made.id })).version).toBe(3);
    await expect(getSchoolByCode(services, tenant.admin, { code: "A1" }).catch(codeOf)).resolves.toBe(
      "school.not_found",
    );
    await expect(updateSchool(services, tenant.admin, { id: made.id, city: "X" }).catch(codeOf)).resolves.toBe(
      "school.not_found",
    );
    expect((await restoreSchool(services, tenant.admin, { id: made.id })).version).toBe(4);
    expect((await restoreSchool(services, tenant.admin, { id: made.id })).version).toBe(4);
    const events = await database.owner<{ action: string; version: number; school: string }[]>`
      select action, entity_version as version, school_id as school from gloria.audit_events where entity_id = ${made.id} order by entity_version`;
    expect(events.map((event) => `${event.action} ${event.version}`)).toEqual([
      "school.create 1",
      "school.update 2",
      "school.delete 3",
      "school.restore 4",
    ]);
    expect(new Set(events.map((event) => event.school))).toEqual(new Set([made.id]));
  });

  it("keep code and NPSN unique among the living, and a restore says what is taken", async () => {
    const first = await createSchool(services, tenant.admin, { ...fields("U1"), npsn: "99000011" });
    await expect(createSchool(services, tenant.admin, fields("u1")).catch(codeOf)).resolves.toBe("school.code_in_use");
    await expect(
      createSchool(services, tenant.admin, { ...fields("U2"), npsn: "99000011" }).catch(codeOf),
    ).resolves.toBe("school.npsn_in_use");
    await deleteSchool(services, tenant.admin, { id: first.id });
    await createSchool(services, tenant.admin, fields("U1"));
    await expect(restoreSchool(services, tenant.admin, { id: first.id }).catch(codeOf)).resolves.toBe(
      "school.code_in_use",
    );
    const other = await makeTenant(database);
    await expect(createSchool(services, other.admin, { ...fields("U1"), npsn: "99000011" })).resolves.toMatchObject({
      code: "U1",
    });
  });

  it("founded at the same time under one code are one", async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, () => createSchool(services, tenant.admin, fields("RACE"))),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect(
      new Set(outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [codeOf(outcome.reason)] : []))),
    ).toEqual(new Set(["school.code_in_use"]));
  });

  it("are not deleted while anything refers to them; the error lists how much of what", async () => {
    const rows = await makeOneOfEverything(database, tenant);
    const refused = await deleteSchool(services, tenant.admin, { id: rows.schoolId }).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: "school.referenced",
      params: { people: 1, departments: 1, positions: 2, assignments: 1, employees: 1, roles: 0 },
    });
    const [audited] =
      await database.owner`select 1 from gloria.audit_events where entity_id = ${rows.schoolId} and action = 'school.delete'`;
    expect(audited).toBeUndefined();
  });

  it("deny, hide and are counted by school", async () => {
    const other = await makeTenant(database);
    const theirs = await other.addSchool();
    const mine = await tenant.addSchool({ name: "SD Batas" });
    const stranger = tenant.as(await tenant.addUser());
    for (const call of [
      () => getSchool(services, stranger, { id: mine }),
      () => createSchool(services, stranger, fields("NO")),
      () => updateSchool(services, stranger, { id: mine, city: "X" }),
      () => deleteSchool(services, stranger, { id: mine }),
      () => restoreSchool(services, stranger, { id: mine }),
      () => getSchoolHierarchy(services, stranger, { id: mine }),
      () => getSchoolStatistics(services, stranger),
      () => listSchools(services, stranger, {}),
    ]) {
      await expect(call().catch(codeOf)).resolves.toBe("access.denied");
    }
    for (const id of [theirs, newId()]) {
      for (const call of [getSchool, deleteSchool, restoreSchool, getSchoolHierarchy]) {
        await expect(call(services, tenant.admin, { id }).catch(codeOf)).resolves.toBe("school.not_found");
      }
      await expect(updateSchool(services, tenant.admin, { id, city: "X" }).catch(codeOf)).resolves.toBe(
        "school.not_found",
      );
    }
  });

  it("show a principal their own school only, in list, statistics and reading alike, with what may be done there", async () => {
    const own = await makeTenant(database);
    const [a, b] = [await own.addSchool({ name: "SMA A" }), await own.addSchool({ name: "SMA B" })];
    const userId = await own.addUser();
    for (const code of ["school:read", "school:update"])
      await own.addGrant({ userId, code, scope: "SCHOOL", schoolId: a });
    const principal = own.as(userId);
    const list = await listSchools(services, principal, {});
    expect(list.items.map((school) => school.id)).toEqual([a]);
    expect(list.items[0]?.can).toEqual({ update: true, delete: false, restore: false });
    expect(list.can.create).toBe(false);
    expect((await getSchoolStatistics(services, principal)).bySchool.map((school) => school.schoolId)).toEqual([a]);
    await expect(getSchool(services, principal, { id: b }).catch(codeOf)).resolves.toBe("access.denied");
    await expect(updateSchool(services, principal, { id: b, city: "X" }).catch(codeOf)).resolves.toBe("access.denied");
    await expect(createSchool(services, own.as(userId), fields("PA")).catch(codeOf)).resolves.toBe("access.denied");
    await expect(updateSchool(services, principal, { id: a, city: "Semarang" })).resolves.toMatchObject({
      city: "Semarang",
    });
  });

  it("have a hierarchy with today's holders", async () => {
    const own = await makeTenant(database);
    const rows = await makeOneOfEverything(database, own);
    const tree = await getSchoolHierarchy(services, own.admin, { id: rows.schoolId });
    expect(tree.departments.map((department) => department.id)).toEqual([rows.departmentId]);
    expect(tree.positions.map((position) => [position.code, position.holders.map((holder) => holder.userId)])).toEqual([
      ["KS", []],
      ["STU", [rows.userId]],
    ]);
    expect((await getSchoolStatistics(services, own.admin)).bySchool[0]).toMatchObject({
      users: 1,
      positions: 2,
      seats: 2,
      vacancies: 1,
    });
  });

  it("page through all rows once, in both directions and by either sort, and filter", async () => {
    const own = await makeTenant(database);
    for (const name of ["Ä", "a", "B", "b", "ß", "%", "_x", "Zz", "a a"])
      await createSchool(services, own.admin, {
        code: `C${newId().slice(-10)}`,
        name,
        level: name === "B" ? "SD" : "SMP",
      });
    const walk = async (sort: "name" | "-name" | "createdAt" | "-createdAt") => {
      const ids: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await listSchools(services, own.admin, {
          sort,
          limit: 2,
          ...(cursor === undefined ? {} : { cursor }),
        });
        ids.push(...page.items.map((school) => school.id));
        if (page.nextCursor === null) return ids;
        cursor = page.nextCursor;
      }
    };
    for (const sort of ["name", "createdAt"] as const) {
      const [up, down] = [await walk(sort), await walk(`-${sort}`)];
      expect(new Set(up).size).toBe(9);
      expect([...down].reverse()).toEqual(up);
    }
    expect((await listSchools(services, own.admin, { level: "SD" })).items.map((school) => school.name)).toEqual(["B"]);
    expect((await listSchools(services, own.admin, { q: "%" })).items.map((school) => school.name)).toEqual(["%"]);
    expect((await listSchools(services, own.admin, { q: "_" })).items.map((school) => school.name)).toEqual(["_x"]);
    expect((await listSchools(services, own.admin, { deleted: true })).items).toEqual([]);
  });
});
