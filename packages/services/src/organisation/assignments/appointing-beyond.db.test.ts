import type { TenantContext } from "@gloria/core";
import { newId } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import { createDepartment, createPosition } from "../index.ts";
import { assignUser, updateAssignment } from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let schoolId: string;
let principal: TenantContext;
let friend: string;

beforeAll(() => {
  services = testServices(database);
});

/** A principal who appoints in one school. */
beforeEach(async () => {
  tenant = await makeTenant(database);
  schoolId = await tenant.addSchool();
  const principalId = await tenant.addUser({ name: "Kepala", homeSchoolId: schoolId });
  for (const code of ["assignment:create", "assignment:update"]) {
    await tenant.addGrant({ userId: principalId, code, scope: "SCHOOL", schoolId });
  }
  principal = tenant.as(principalId);
  friend = await tenant.addUser({ name: "Kawan", homeSchoolId: schoolId });
});

async function position(code: string, departmentId: string | null, grants: readonly (readonly [string, string])[]) {
  const { id } = await createPosition(services, tenant.admin, {
    code,
    name: code,
    level: 4,
    headcount: 5,
    departmentId,
  });
  for (const [permission, scope] of grants) {
    await database.owner`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, effect, scope)
      values (${tenant.id}, ${newId()}, 'position', ${id}, ${permission}, 'ALLOW', ${scope})`;
  }
  return id;
}

describe("a position of the foundation, exercised in a school", () => {
  it("is given by the school's principal when its rights stay in the school", async () => {
    const id = await position("GURU", null, [["user:read", "SCHOOL"]]);
    const { assignment } = await assignUser(services, principal, { id, userId: friend, schoolId });
    expect(assignment).toMatchObject({ schoolId });
  });

  it("whose rights reach beyond the school is given by who appoints in the whole foundation alone", async () => {
    const id = await position("KETUA", null, [["user:*", "ALL"]]);
    expect(await assignUser(services, principal, { id, userId: friend, schoolId }).catch(codeOf)).toBe("access.denied");
    expect(await assignUser(services, tenant.admin, { id, userId: friend, schoolId })).toMatchObject({ dryRun: false });
  });

  it("brings the rights over a department of the foundation only from who appoints there", async () => {
    const { id: finance } = await createDepartment(services, tenant.admin, { code: "KEU", name: "Keuangan" });
    const right = [["user:read", "DEPARTMENT"]] as const;
    const [own, roving] = [await position("KABAG", finance, right), await position("STAF", null, right)];
    const at = { userId: friend, schoolId };
    expect(await assignUser(services, principal, { id: own, ...at }).catch(codeOf)).toBe("access.denied");
    expect(await assignUser(services, principal, { id: roving, ...at, departmentId: finance }).catch(codeOf)).toBe(
      "access.denied",
    );
    const { assignment } = await assignUser(services, principal, { id: roving, ...at });
    const moved = { id: friend, assignmentId: assignment?.id ?? "", departmentId: finance };
    expect(await updateAssignment(services, principal, moved).catch(codeOf)).toBe("access.denied");
    expect(await updateAssignment(services, tenant.admin, moved)).toMatchObject({
      assignment: { departmentId: finance },
    });
  });
});
