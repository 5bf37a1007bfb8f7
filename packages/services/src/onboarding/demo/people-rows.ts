import { idToHex } from "@gloria/core";
import type { assignments, employees, users } from "@gloria/db";
import { addMonths, defaultActingLimits } from "../../organisation/index.ts";
import type { DemoCalendar } from "./demo-calendar.ts";
import type { OrganisationPlan } from "./plan-organisation.ts";
import type { Person } from "./plan-people.ts";
import type { PlantedCases } from "./planted-cases.ts";
import { createSeededRandom } from "./seeded-random.ts";

export type UserInsert = typeof users.$inferInsert;
export type EmployeeInsert = typeof employees.$inferInsert;
export type AssignmentInsert = typeof assignments.$inferInsert;

export interface PeopleRows {
  readonly users: UserInsert[];
  readonly employees: EmployeeInsert[];
  readonly assignments: AssignmentInsert[];
}

export interface PeopleRowsInput {
  readonly seed: number;
  readonly calendar: DemoCalendar;
  readonly tenantId: string;
  readonly organisation: OrganisationPlan;
  readonly people: readonly Person[];
  readonly planted: PlantedCases;
}

/** Accounts, master data and seats of everybody, as the tables want them. Pure. */
export function peopleRows(input: PeopleRowsInput): PeopleRows {
  const { calendar, organisation, people, planted, tenantId } = input;
  const random = createSeededRandom(input.seed, "rows");
  const administrator = people.find(({ seat }) => seat === "KA_TI")?.id ?? null;
  const chair = people.find(({ seat }) => seat === "KETUA_PENGURUS")?.id ?? null;
  const rows: PeopleRows = { users: [], employees: [], assignments: [] };
  let decree = 0;

  for (const person of [...people, ...planted.others]) {
    const daysAgo = planted.changedDaysAgo.get(person);
    const createdAt = person.status === "invited" ? calendar.workingTime(daysAgo ?? 1, 9, 0) : calendar.founded;
    const changedAt =
      person.status === "invited" || daysAgo === undefined ? createdAt : calendar.workingTime(daysAgo, 14, 30);
    const deletedAt = planted.deletedOn.get(person) ?? null;
    const isActive = person.status === "active" && deletedAt === null;
    const schoolId = organisation.schoolId(person.school);
    rows.users.push({
      tenantId,
      id: person.id,
      clerkUserId: `user_${idToHex(person.id)}`,
      name: person.name,
      titlePrefix: person.titlePrefix,
      titleSuffix: person.titleSuffix,
      email: person.email,
      username: person.username,
      nip: person.nip,
      phone: person.phone,
      status: person.status,
      homeSchoolId: schoolId,
      lastActiveAt: isActive
        ? calendar.workingTime(random.between(1, 6), random.between(7, 15), random.between(0, 59))
        : null,
      version: deletedAt === null && changedAt === createdAt ? 1 : 2,
      createdAt,
      updatedAt: deletedAt ?? changedAt,
      deletedAt,
      deletedBy: deletedAt === null ? null : administrator,
    });
    if (person.nip !== null) rows.employees.push(employeeRow(person, person.nip, createdAt, changedAt));
    if (deletedAt === null && person.nip !== null) {
      addAssignment(person, {
        school: person.school,
        seat: person.seat,
        kind: "DEFINITIF",
        ftePercent: planted.fteOf.get(person) ?? 100,
        from: person.seatSince ?? person.startedOn,
        until: planted.leavesOn.get(person) ?? null,
        isPrimary: true,
        createdAt,
      });
    }
  }
  for (const { person, ...seat } of planted.extra) {
    // Entered on the first day, or a week ago when that is still to come.
    const daysAgo = Math.max(7, Math.round((Date.parse(calendar.today) - Date.parse(seat.from)) / 86_400_000));
    addAssignment(person, { ...seat, createdAt: calendar.workingTime(daysAgo, 8, 45) });
  }

  interface Seat {
    readonly school: string;
    readonly seat: string;
    readonly kind: "DEFINITIF" | "PLT" | "PLH";
    readonly ftePercent: number;
    readonly from: string;
    readonly until: string | null;
    readonly isPrimary: boolean;
    readonly createdAt: Date;
  }

  function addAssignment(person: Person, seat: Seat): void {
    decree += 1;
    const positionId = organisation.positionId(seat.school, seat.seat);
    const isOwnSeat = seat.seat === person.seat && seat.school === person.school;
    rows.assignments.push({
      tenantId,
      id: random.id(seat.createdAt.getTime()),
      userId: person.id,
      positionId,
      schoolId: organisation.schoolId(seat.school),
      departmentId:
        isOwnSeat && person.department !== null
          ? organisation.departmentId(person.school, person.department)
          : organisation.departmentOfPosition(positionId),
      kind: seat.kind,
      ftePercent: seat.ftePercent,
      validFrom: seat.from,
      validUntil: seat.until,
      isPrimary: seat.isPrimary,
      decreeNumber: `${String(decree).padStart(4, "0")}/SK/YCN/${seat.from.slice(0, 4)}`,
      appointedBy: chair,
      // Ninety days may be more than the three months of a first term: then it has been put off once.
      extensions: seat.kind === "PLT" && (seat.until ?? "") > addMonths(seat.from, defaultActingLimits.months) ? 1 : 0,
      createdAt: seat.createdAt,
    });
  }

  function employeeRow(person: Person, nip: string, createdAt: Date, updatedAt: Date): EmployeeInsert {
    const school = organisation.schools.find(({ code }) => code === person.school);
    const department =
      person.department === null
        ? null
        : organisation.departmentName(organisation.departmentId(person.school, person.department));
    const isTeacher = person.field === "Pendidik";
    const isLent = person.employment === "PNS DPK" || person.employment === "PPPK";
    const isPermanent = person.employment === "GTY" || person.employment === "PTY";
    const firstYear = Number(person.startedOn.slice(0, 4));
    const probationEnd = `${firstYear + 1}${person.startedOn.slice(4)}`;
    return {
      tenantId,
      id: random.id(createdAt.getTime()),
      nip,
      name: person.name,
      gender: person.gender,
      birthDate: person.birthDate,
      startedOn: person.startedOn,
      permanentOn: isPermanent && probationEnd <= calendar.today ? probationEnd : null,
      employmentStatus: person.employment,
      workingTime: (planted.fteOf.get(person) ?? 100) < 80 ? "Paruh waktu" : "Penuh waktu",
      section: department ?? school?.name ?? null,
      location: school?.city ?? null,
      field: person.field,
      employeeKind: person.seatName,
      activeStatus: person.activeStatus,
      mobile: person.phone,
      email: person.email,
      rfid: `99${random.digits(8)}`,
      // Real NUPTK never begin with 99.
      nuptk: isTeacher && (isPermanent || isLent) ? `99${random.digits(14)}` : null,
      schoolId: school?.id ?? null,
      createdAt,
      updatedAt,
    };
  }

  return rows;
}
