import { codeOf, makeOneOfEverything, makeTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import { createDepartment, deleteDepartment, getDepartment, moveDepartment, restoreDepartment } from "./index.ts";

const database = testDatabase();
let services: Services;

beforeAll(() => {
  services = testServices(database);
});

const standings = (tenantId: string) => database.owner`
  select 'd' as kind, id::text, school_id, parent_id, version, null as since, null as until from gloria.departments where tenant_id = ${tenantId}
  union all select 'p', id::text, school_id, department_id, version, null, null from gloria.positions where tenant_id = ${tenantId}
  union all select 'a', '', school_id, department_id, 0, valid_from::text, valid_until::text from gloria.assignments where tenant_id = ${tenantId} and ended_at is null
  order by 1, 2, 6`;

describe("moving a department", () => {
  it("is refused where it would stand above itself", async () => {
    const tenant = await makeTenant(database);
    const top = await createDepartment(services, tenant.admin, { code: "A", name: "A" });
    const child = await createDepartment(services, tenant.admin, { code: "B", name: "B", parentId: top.id });
    for (const parentId of [top.id, child.id]) {
      for (const dryRun of [true, false]) {
        await expect(
          moveDepartment(services, tenant.admin, { id: top.id, parentId, schoolId: null, dryRun }).catch(codeOf),
        ).resolves.toBe("department.cycle");
      }
    }
    const schoolId = await tenant.addSchool();
    await expect(
      moveDepartment(services, tenant.admin, { id: child.id, parentId: top.id, schoolId }).catch(codeOf),
    ).resolves.toBe("department.school_mismatch");
    await expect(
      moveDepartment(services, tenant.admin, { id: child.id, parentId: null, schoolId: null, version: 9 }).catch(
        codeOf,
      ),
    ).resolves.toBe("department.version_conflict");
    const outcomes = await Promise.allSettled([
      moveDepartment(services, tenant.admin, { id: child.id, parentId: null, schoolId: null }).then(() =>
        moveDepartment(services, tenant.admin, { id: top.id, parentId: child.id, schoolId: null }),
      ),
      moveDepartment(services, tenant.admin, { id: top.id, parentId: child.id, schoolId: null }),
    ]);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled").length).toBeGreaterThan(0);
    expect((await getDepartment(services, tenant.admin, { id: top.id })).parentId).toBe(child.id);
    expect((await getDepartment(services, tenant.admin, { id: child.id })).parentId).toBeNull();
  });

  it("to another school takes all below along, as the preview said, which changes nothing", async () => {
    const tenant = await makeTenant(database);
    const rows = await makeOneOfEverything(database, tenant);
    const target = await tenant.addSchool({ name: "SMA Tujuan" });
    const { admin } = tenant;
    const below = await createDepartment(services, admin, { code: "SUB", name: "Sub", parentId: rows.departmentId });
    const gone = await createDepartment(services, admin, { code: "LAMA", name: "Lama", parentId: below.id });
    await deleteDepartment(services, admin, { id: gone.id });
    const host = await createDepartment(services, admin, { code: "HOST", name: "Tuan", schoolId: target });
    const grant = { userId: rows.userId, code: "user:read", scope: "DEPARTMENT" } as const;
    await tenant.addGrant({ ...grant, departmentId: below.id });
    await tenant.addGrant({ ...grant, departmentId: host.id });
    await tenant.addGrant({ ...grant, departmentId: below.id, schoolId: rows.schoolId });
    const wanted = { id: rows.departmentId, parentId: host.id, schoolId: target };

    const before = await standings(tenant.id);
    const preview = await moveDepartment(services, admin, { ...wanted, dryRun: true });
    expect(await standings(tenant.id)).toEqual(before);
    expect(preview).toMatchObject({
      dryRun: true,
      department: { schoolId: rows.schoolId, version: 1 },
      departments: 2,
      positions: 1,
      people: 1,
      reach: { roleAssignments: 0, grants: 2 },
    });

    const moved = await moveDepartment(services, admin, wanted);
    expect({ ...moved, dryRun: true, department: preview.department }).toEqual(preview);
    expect(moved.department).toMatchObject({ parentId: host.id, schoolName: "SMA Tujuan", version: 2 });
    const departments = await database.owner<{ id: string; school: string }[]>`
      select id, school_id as school from gloria.departments where tenant_id = ${tenant.id} and id <> ${host.id}`;
    expect(departments).toHaveLength(3);
    expect(new Set(departments.map((row) => row.school))).toEqual(new Set([target]));
    const [position] = await database.owner`select school_id from gloria.positions where id = ${rows.positionId}`;
    expect(position?.["school_id"]).toBe(target);
    const held = await database.owner<{ school: string; since: string; until: string | null; primary: boolean }[]>`
      select school_id as school, valid_from::text as since, valid_until::text as until, is_primary as primary
      from gloria.assignments where tenant_id = ${tenant.id} and ended_at is null order by valid_from`;
    const today = held[1]?.since ?? "";
    expect(held).toEqual([
      { school: rows.schoolId, since: "2020-01-01", until: today, primary: true },
      { school: target, since: today, until: null, primary: true },
    ]);
    const [closed] = await database.owner`
      select ended_by, ended_epoch > 0 as stamped from gloria.assignments where id = ${rows.assignmentId}`;
    expect(closed).toEqual({ ended_by: tenant.adminId, stamped: true });
    const events = await database.owner`
      select entity_id from gloria.audit_events where tenant_id = ${tenant.id} and action = 'department.move'`;
    expect(new Set(events.map((event) => event["entity_id"]))).toEqual(new Set([rows.departmentId, below.id, gone.id]));
    const carried = await database.owner<{ action: string; entity: string; changed: string[] }[]>`
      select action, entity_id as entity, array(select c->>'path' from jsonb_array_elements(changes) c) as changed
      from gloria.audit_events where tenant_id = ${tenant.id} and action in ('position.update', 'assignment.move')
        and school_id = ${target} order by action`;
    const [opened] = await database.owner<{ id: string }[]>`
      select id from gloria.assignments where tenant_id = ${tenant.id} and school_id = ${target} and ended_at is null`;
    expect(carried).toEqual([
      { action: "assignment.move", entity: opened?.id, changed: ["schoolId", "validFrom"] },
      { action: "position.update", entity: rows.positionId, changed: ["schoolId"] },
    ]);
    expect(await restoreDepartment(services, admin, { id: gone.id })).toMatchObject({ schoolId: target });

    const again = await moveDepartment(services, admin, wanted);
    expect(again).toMatchObject({ departments: 0, department: { version: 2 } });
  });

  it("changes at once who reaches whom", async () => {
    const tenant = await makeTenant(database);
    const { admin } = tenant;
    const [a, b] = [
      await createDepartment(services, admin, { code: "A", name: "A" }),
      await createDepartment(services, admin, { code: "B", name: "B" }),
    ];
    const leaf = await createDepartment(services, admin, { code: "L", name: "L", parentId: a.id });
    const userId = await tenant.addUser();
    await tenant.addGrant({ userId, code: "department:read", scope: "DEPARTMENT", departmentId: a.id });
    const head = tenant.as(userId);
    await expect(getDepartment(services, head, { id: leaf.id })).resolves.toMatchObject({ id: leaf.id });
    const moved = await moveDepartment(services, admin, { id: leaf.id, parentId: b.id, schoolId: null });
    expect(moved.reach).toEqual({ roleAssignments: 0, grants: 1 });
    await expect(getDepartment(services, head, { id: leaf.id }).catch(codeOf)).resolves.toBe("access.denied");
  });

  it("is refused where the other school has that code", async () => {
    const tenant = await makeTenant(database);
    const rows = await makeOneOfEverything(database, tenant);
    const target = await tenant.addSchool();
    await createDepartment(services, tenant.admin, { code: "arsip", name: "Arsip", schoolId: target });
    await expect(
      moveDepartment(services, tenant.admin, {
        id: rows.departmentId,
        parentId: null,
        schoolId: target,
        dryRun: true,
      }).catch(codeOf),
    ).resolves.toBe("department.code_in_use");
  });
});
