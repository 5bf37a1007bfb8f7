import { newId } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, expect, test } from "vitest";
import { getAuditLog, listAuditLogs, type Services } from "../platform/index.ts";
import { getDepartment } from "./departments/get-department.ts";
import { listDepartments } from "./departments/list-departments.ts";
import { getEmployee } from "./employees/get-employee.ts";
import { listEmployees } from "./employees/list-employees.ts";
import { getPosition } from "./positions/get-position.ts";
import { listPositions } from "./positions/list-positions.ts";
import { getSchool } from "./schools/get-school.ts";
import { listSchools } from "./schools/list-schools.ts";
import { getUser } from "./users/get-user.ts";
import { listUsers } from "./users/list-users.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let north: string;
let south: string;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
  [north, south] = [await tenant.addSchool({ code: "NORTH" }), await tenant.addSchool({ code: "SOUTH" })];
  await database.owner`update gloria.schools set city = 'Jayapura' where tenant_id = ${tenant.id} and id = ${north}`;
  for (const homeSchoolId of [undefined, north, south]) {
    for (const status of ["invited", "active", "suspended"]) {
      const userId = await tenant.addUser({ status, ...(homeSchoolId === undefined ? {} : { homeSchoolId }) });
      const at = { tenant_id: tenant.id, school_id: homeSchoolId ?? null };
      const code = newId().slice(-12);
      const departmentId = newId();
      await database.owner`insert into gloria.departments ${database.owner({ ...at, id: departmentId, code, name: "Kurikulum" })}`;
      await database.owner`insert into gloria.departments ${database.owner({ ...at, id: newId(), parent_id: departmentId, code: `${code}1`, name: "Ujian" })}`;
      await database.owner`insert into gloria.positions ${database.owner({ ...at, id: newId(), code, name: "Guru", level: status.length })}`;
      await database.owner`insert into gloria.employees ${database.owner({ ...at, id: newId(), nip: code, name: "Guru", employment_status: status === "active" ? null : status })}`;
      await database.owner`insert into gloria.audit_events ${database.owner({ ...at, id: newId(), actor_kind: "user", actor_id: status === "active" ? null : userId, action: "user.update", category: "data", outcome: status === "invited" ? "denied" : "success" })}`;
    }
  }
});

interface Kind {
  readonly code: string;
  readonly list: (
    reader: ReturnType<TestTenant["as"]>,
  ) => Promise<{ readonly items: readonly { readonly id: string }[] }>;
  readonly get: (reader: ReturnType<TestTenant["as"]>, item: { readonly id: string }) => Promise<unknown>;
  /** ALLOW and DENY, of which each lets some through and holds some back. */
  readonly rules: readonly (readonly ["ALLOW" | "DENY", string])[];
}

const page = { limit: 100 } as const;
const kinds: Readonly<Record<string, Kind>> = {
  user: {
    code: "user:read",
    list: (reader) => listUsers(services, reader, page),
    get: (reader, { id }) => getUser(services, reader, { id }),
    rules: [
      ["ALLOW", "target.status in ['active', 'suspended'] && target.ownerId != actor.id"],
      ["DENY", "target.homeSchoolId == 'NORTH-ID'"],
    ],
  },
  school: {
    code: "school:read",
    list: (reader) => listSchools(services, reader, page),
    get: (reader, { id }) => getSchool(services, reader, { id }),
    rules: [["ALLOW", "target.code == 'NORTH' || target.city == 'Merauke'"]],
  },
  department: {
    code: "department:read",
    list: (reader) => listDepartments(services, reader, page),
    get: (reader, { id }) => getDepartment(services, reader, { id }),
    rules: [["ALLOW", "!has(target.parentId) && ('NORTH-ID' in target.schoolIds || target.code == 'x')"]],
  },
  position: {
    code: "position:read",
    list: (reader) => listPositions(services, reader, page),
    get: (reader, { id }) => getPosition(services, reader, { id }),
    rules: [
      ["ALLOW", "target.level >= 6.5 && target.headcount == 1"],
      ["DENY", "'NORTH-ID' in target.schoolIds"],
    ],
  },
  employee: {
    code: "employee:read",
    list: (reader) => listEmployees(services, reader, page),
    get: (reader, item) => getEmployee(services, reader, { nip: "nip" in item ? String(item.nip) : "" }),
    rules: [
      ["ALLOW", "has(target.employmentStatus)"],
      ["DENY", "target.employmentStatus != 'invited'"],
    ],
  },
  audit: {
    code: "audit:read",
    list: (reader) => listAuditLogs(services, reader, page),
    get: (reader, { id }) => getAuditLog(services, reader, { id }),
    rules: [
      ["ALLOW", "target.outcome == 'success' || target.action == 'nothing'"],
      ["DENY", "target.ownerId == '00000000-0000-0000-0000-000000000000'"],
    ],
  },
};

test.each(Object.entries(kinds))(
  "a condition lists the %ss that it lets one open",
  async (_, { code, list, get, rules }) => {
    const userId = await tenant.addUser();
    for (const [effect, condition] of rules) {
      await tenant.addGrant({ userId, code, effect, scope: "ALL", condition: condition.replace("NORTH-ID", north) });
    }
    const reader = tenant.as(userId);
    const all = (await list(tenant.admin)).items;
    const listed = (await list(reader)).items.map(({ id }) => id);
    const opened: string[] = [];
    for (const item of all) {
      const refusal = await get(reader, item).then(() => null, codeOf);
      if (refusal === null) opened.push(item.id);
      else expect(refusal).toBe("access.denied");
    }
    expect(new Set(listed)).toEqual(new Set(opened));
    expect(opened.length).toBeGreaterThan(0);
    expect(opened.length).toBeLessThan(all.length);
  },
);
