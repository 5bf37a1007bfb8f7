import { newId, type TenantContext } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import { createDepartment, createPosition, moveDepartment, updatePosition } from "../index.ts";
import { assignUser, endAssignment, transferUser, updateAssignment } from "./index.ts";

const database = testDatabase();
const right = "employee.sensitive:read";
let services: Services;
let tenant: TestTenant;
let schoolId: string;
let principalId: string;
let principal: TenantContext;
let friend: string;

beforeAll(() => {
  services = testServices(database);
});

/** A principal who arranges one school, and appoints there. */
beforeEach(async () => {
  tenant = await makeTenant(database);
  schoolId = await tenant.addSchool();
  principalId = await tenant.addUser({ name: "Kepala", homeSchoolId: schoolId });
  for (const code of ["assignment:*", "department:*", "position:*"]) {
    await tenant.addGrant({ userId: principalId, code, scope: "SCHOOL", schoolId });
  }
  principal = tenant.as(principalId);
  friend = await tenant.addUser({ name: "Kawan", homeSchoolId: schoolId });
});

type Grant = readonly [
  kind: "position" | "department",
  id: string,
  scope: "OWN" | "DEPARTMENT" | "SCHOOL" | "ALL",
  effect?: "ALLOW" | "DENY",
];

async function grant(...[kind, id, scope, effect = "ALLOW"]: Grant): Promise<void> {
  await database.owner`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, effect, scope)
    values (${tenant.id}, ${newId()}, ${kind}, ${id}, ${right}, ${effect}, ${scope})`;
}

const department = async (code: string, at: { parentId?: string; schoolId?: string | null } = {}) =>
  (await createDepartment(services, tenant.admin, { code, name: code, schoolId, ...at })).id;
const position = async (code: string, at: { departmentId?: string; schoolId?: string } = {}) =>
  (await createPosition(services, tenant.admin, { code, name: code, level: 4, headcount: 5, ...at })).id;
const answer = (work: Promise<unknown>) => work.then(() => "done", codeOf);

/** Of one's own for as long as one likes, or until a day. */
async function hold(scope: "SCHOOL" | "ALL", until: string | null = null): Promise<void> {
  await database.owner`insert into gloria.grants
    (tenant_id, id, subject_kind, subject_id, code, effect, scope, school_id, valid_until)
    values (${tenant.id}, ${newId()}, 'user', ${principalId}, ${right}, 'ALLOW', ${scope},
      ${scope === "SCHOOL" ? schoolId : null}, ${until})`;
}

describe("rights over everything", () => {
  it.each(["a school's position", "a school's department", "a department above it"])(
    "that come with %s are given by who holds them alone",
    async (office) => {
      const top = await department("ATAS");
      const low = await department("BAWAH", { parentId: top });
      const id = await position("STAF", { departmentId: low });
      if (office === "a school's position") await grant("position", id, "ALL");
      else await grant("department", office === "a school's department" ? low : top, "ALL");
      const appoint = (until?: string) =>
        answer(assignUser(services, principal, { id, userId: friend, ...(until === undefined ? {} : { until }) }));
      expect(await appoint()).toBe("access.escalation");
      await hold("SCHOOL");
      expect(await appoint()).toBe("access.escalation");
      await hold("ALL", "2098-06-01");
      expect(await appoint()).toBe("access.outlasts_support");
      expect(await appoint("2099-01-01")).toBe("access.outlasts_support");
      expect(await appoint("2098-05-31")).toBe("done");
    },
  );

  it("are asked for when an assignment is made longer, not when it is made shorter", async () => {
    const id = await position("STAF", { schoolId });
    await grant("position", id, "ALL");
    const { assignment } = await assignUser(services, tenant.admin, { id, userId: friend, until: "2098-06-01" });
    const change = (until: string | null) =>
      answer(updateAssignment(services, principal, { id: friend, assignmentId: assignment?.id ?? "", until }));
    expect(await change("2099-01-01")).toBe("access.escalation");
    expect(await change(null)).toBe("access.escalation");
    expect(await change("2098-01-01")).toBe("done");
  });

  it("of another scope come with the office at its place", async () => {
    const id = await position("STAF", { schoolId });
    await grant("position", id, "SCHOOL");
    expect(await answer(assignUser(services, principal, { id, userId: friend }))).toBe("done");
  });
});

describe("an office that denies", () => {
  it("is taken away by who holds what it denies alone", async () => {
    const low = await department("BAWAH");
    const [id, other] = [await position("STAF", { departmentId: low }), await position("LAIN", { schoolId })];
    await grant("department", low, "SCHOOL", "DENY");
    const { assignment } = await assignUser(services, tenant.admin, { id, userId: friend });
    const assignmentId = assignment?.id ?? "";
    const end = () => answer(endAssignment(services, principal, { id: friend, assignmentId }));
    expect(await end()).toBe("access.escalation");
    const move = { id: friend, assignmentId, positionId: other };
    expect(await answer(transferUser(services, principal, { ...move, dryRun: true }))).toBe("access.escalation");
    await hold("SCHOOL");
    expect(await answer(transferUser(services, principal, { ...move, dryRun: true }))).toBe("done");
    expect(await end()).toBe("done");
  });
});

describe("moving a department", () => {
  const move = (id: string, parentId: string | null, to: string | null = schoolId) =>
    answer(moveDepartment(services, principal, { id, parentId, schoolId: to }));

  it.each([true, false])(
    "gives its people (there are some: %s) what those above have of who holds it alone",
    async (some) => {
      const [rich, own] = [await department("KAYA"), await department("SAYA")];
      const id = await position("KEPALA", { departmentId: own });
      if (some) await assignUser(services, tenant.admin, { id, userId: principalId });
      await grant("department", rich, "SCHOOL");
      expect(await move(own, rich)).toBe("access.escalation");
      await hold("SCHOOL", "2098-06-01");
      expect(await move(own, rich)).toBe("access.outlasts_support");
      await hold("SCHOOL");
      expect(await move(own, rich)).toBe("done");
      // What nobody gains is nobody's to ask for.
      expect(await move(own, null)).toBe("done");
    },
  );

  it("frees its people of what those above deny when the mover holds it", async () => {
    const poor = await department("MISKIN");
    const own = await department("SAYA", { parentId: poor });
    await grant("department", poor, "SCHOOL", "DENY");
    expect(await move(own, null)).toBe("access.escalation");
    await hold("SCHOOL");
    expect(await move(own, null)).toBe("done");
  });

  it("below oneself gives no rights over its people that one did not hold", async () => {
    const [own, theirs] = [await department("SAYA"), await department("MEREKA")];
    await tenant.addGrant({ userId: principalId, code: right, scope: "DEPARTMENT", departmentId: own });
    expect(await move(theirs, own)).toBe("access.escalation");
    await hold("SCHOOL");
    expect(await move(theirs, own)).toBe("done");
  });

  it("to another school gives the rights of its offices there", async () => {
    const other = await tenant.addSchool();
    for (const code of ["department:*", "position:*"]) {
      await tenant.addGrant({ userId: principalId, code, scope: "SCHOOL", schoolId: other });
    }
    const own = await department("SAYA");
    await grant("position", await position("STAF", { departmentId: own }), "SCHOOL");
    await hold("SCHOOL");
    expect(await move(own, null, other)).toBe("access.escalation");
    await tenant.addGrant({ userId: principalId, code: right, scope: "SCHOOL", schoolId: other });
    expect(await move(own, null, other)).toBe("done");
  });

  it("is everybody's who moves, where nothing is granted", async () => {
    const [one, two] = [await department("SATU"), await department("DUA")];
    expect(await move(one, two)).toBe("done");
  });
});

describe("moving a position", () => {
  const move = (id: string, departmentId: string | null) =>
    answer(updatePosition(services, principal, { id, departmentId }));

  it("gives its holders what its new departments have of who holds it alone", async () => {
    const rich = await department("KAYA");
    const below = await department("BAWAH", { parentId: rich });
    const id = await position("STAF", { schoolId });
    await grant("department", rich, "SCHOOL");
    expect(await move(id, below)).toBe("access.escalation");
    await hold("SCHOOL");
    expect(await move(id, below)).toBe("done");
    expect(await move(id, null)).toBe("done");
  });

  it("frees its holders of what its departments denied when the mover holds it", async () => {
    const poor = await department("MISKIN");
    const id = await position("STAF", { departmentId: poor });
    await grant("department", poor, "SCHOOL", "DENY");
    expect(await move(id, null)).toBe("access.escalation");
    await hold("SCHOOL");
    expect(await move(id, null)).toBe("done");
  });

  it("takes its own rights to the department that it comes to", async () => {
    const [one, two] = [await department("SATU"), await department("DUA")];
    const id = await position("KEPALA", { departmentId: one });
    await grant("position", id, "DEPARTMENT");
    expect(await move(id, two)).toBe("access.escalation");
    await tenant.addGrant({ userId: principalId, code: right, scope: "DEPARTMENT", departmentId: two });
    expect(await move(id, two)).toBe("done");
    expect(await answer(updatePosition(services, principal, { id, name: "Kepala Bagian" }))).toBe("done");
  });
});
