import { AppError } from "@gloria/core";
import type { departments, positionReports, positions, schools } from "@gloria/db";
import type { DemoCalendar } from "./demo-calendar.ts";
import { headOffice, type SchoolPlan } from "./school-plans.ts";
import { officeDepartments, officeSeats, schoolDepartments, schoolSeats } from "./seat-catalogue.ts";
import type { SeededRandom } from "./seeded-random.ts";

export interface OrganisationPlan {
  readonly schools: (typeof schools.$inferInsert)[];
  readonly departments: (typeof departments.$inferInsert)[];
  readonly positions: (typeof positions.$inferInsert)[];
  readonly positionReports: (typeof positionReports.$inferInsert)[];
  schoolId(school: string): string;
  positionId(school: string, seat: string): string;
  departmentId(school: string, department: string): string;
  /** Name of a department by its id. */
  departmentName(id: string): string | null;
  /** Where a seat belongs; null when to no department. */
  departmentOfPosition(positionId: string): string | null;
}

interface Seat {
  readonly code: string;
  readonly name: string;
  readonly level: number;
  readonly department: string | null;
  readonly reportsTo: readonly string[];
  readonly headcount: number;
}

/** Schools, the head office among them, with their departments, seats and lines. Pure. */
export function planOrganisation(
  random: SeededRandom,
  calendar: DemoCalendar,
  tenantId: string,
  plans: readonly SchoolPlan[],
): OrganisationPlan {
  const createdAt = calendar.founded;
  const rows: Pick<OrganisationPlan, "schools" | "departments" | "positions" | "positionReports"> = {
    schools: [],
    departments: [],
    positions: [],
    positionReports: [],
  };
  const ids = new Map<string, string>();
  const idOf = (key: string) => {
    const id = ids.get(key);
    if (id === undefined) throw new AppError("service.internal", {}, { cause: new Error(`the plan has no ${key}`) });
    return id;
  };
  const newIdOf = (key: string) => {
    const id = random.id(createdAt.getTime());
    ids.set(key, id);
    return id;
  };

  function addSchool(school: Omit<typeof schools.$inferInsert, "tenantId" | "id">): string {
    const id = newIdOf(`school ${school.code}`);
    rows.schools.push({ tenantId, id, ...school, createdAt, updatedAt: createdAt });
    return id;
  }

  function addDepartments(school: string, list: readonly (readonly [string, string, string | null])[]): void {
    const schoolId = idOf(`school ${school}`);
    for (const [code, name, parent] of list) {
      const parentId = parent === null ? null : idOf(`department ${school} ${parent}`);
      const id = newIdOf(`department ${school} ${code}`);
      rows.departments.push({ tenantId, id, schoolId, parentId, code, name, createdAt, updatedAt: createdAt });
    }
  }

  function addSeats(school: string, list: readonly Seat[]): void {
    const schoolId = idOf(`school ${school}`);
    for (const { code, name, level, department, headcount } of list) {
      const departmentId = department === null ? null : idOf(`department ${school} ${department}`);
      const id = newIdOf(`position ${school} ${code}`);
      const seat = { tenantId, id, schoolId, departmentId, code, name, level, headcount };
      rows.positions.push({ ...seat, createdAt, updatedAt: createdAt });
    }
    for (const { code, reportsTo } of list) {
      const above = reportsTo.find((candidate) => list.some((seat) => seat.code === candidate));
      if (above !== undefined) addLine(school, code, school, above, "line");
    }
  }

  function addLine(school: string, seat: string, above: string, aboveSeat: string, kind: "line" | "coordinator"): void {
    const positionId = idOf(`position ${school} ${seat}`);
    const reportsToId = idOf(`position ${above} ${aboveSeat}`);
    rows.positionReports.push({ tenantId, positionId, reportsToId, kind, createdAt });
  }

  const { code: office, region: _region, ...officePlace } = headOffice;
  addSchool({
    code: office,
    npsn: null,
    level: "HQ",
    address: "Jalan Contoh Raya 1",
    phone: "+620000000000",
    email: "kantor@demo.example",
    ...officePlace,
  });
  addDepartments(office, officeDepartments);
  addSeats(
    office,
    officeSeats.map(({ people, ...seat }) => ({ ...seat, headcount: people })),
  );
  addLine(office, "AUDITOR", office, "KETUA_PENGURUS", "coordinator");

  for (const [n, plan] of plans.entries()) {
    const { code, npsn, name, level, city, province, timeZone } = plan;
    addSchool({
      code,
      npsn,
      level,
      address: `Jalan Contoh Pendidikan ${n + 1}`,
      phone: `+62000000${String(n + 1).padStart(4, "0")}`,
      email: `${code.toLowerCase()}@demo.example`,
      name,
      city,
      province,
      timeZone,
    });
    addDepartments(code, departmentsOf(plan));
    const seats = schoolSeats.flatMap((seat) => {
      const headcount = Math.max(plan.people[seat.code] ?? 0, plan.extraSeats[seat.code] ?? 0);
      return headcount === 0 ? [] : [{ ...seat, headcount }];
    });
    addSeats(code, seats);
    addLine(code, "KEPSEK", office, "KETUA_PENGURUS", "line");
    if ((plan.people.BEND ?? 0) > 0) addLine(code, "BEND", office, "BEND_YAYASAN", "coordinator");
  }

  const departmentNames = new Map(rows.departments.map(({ id, name }) => [id, name]));
  const departmentIds = new Map(rows.positions.map(({ id, departmentId }) => [id, departmentId ?? null]));
  return {
    ...rows,
    departmentName: (id) => departmentNames.get(id) ?? null,
    departmentOfPosition: (id) => departmentIds.get(id) ?? null,
    schoolId: (school) => idOf(`school ${school}`),
    positionId: (school, seat) => idOf(`position ${school} ${seat}`),
    departmentId: (school, department) => idOf(`department ${school} ${department}`),
  };
}

/** A kindergarten has no subject departments, and vocational ones exist at a vocational school alone. */
function departmentsOf(plan: SchoolPlan): readonly (readonly [string, string, string | null])[] {
  const without = new Set<string>(plan.level === "SMK" ? [] : ["TKJ", "AKUNTANSI"]);
  if (plan.level === "TK") {
    for (const subject of ["MIPA", "BAHASA", "IPS", "AGAMA", "SENI_PJOK"]) without.add(subject);
  }
  return schoolDepartments.filter(([code]) => !without.has(code));
}
