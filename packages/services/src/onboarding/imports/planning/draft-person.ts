import { type UserStatus, usernameSchema } from "@gloria/contracts";
import { newId } from "@gloria/core";
import { employees, users } from "@gloria/db";
import { draftSpecific } from "./draft-specific.ts";
import type { KnownPerson } from "./known-people.ts";
import { namedSchool } from "./named-school.ts";
import type { EmployeeRow, UserRow, Write } from "./person-effect.ts";
import { employeePaths, userPaths } from "./person-paths.ts";
import type { Complaints, PersonPlanning } from "./person-planning.ts";
import { isEmployee, provisionalNip } from "./provisional-nip.ts";
import type { Difference, PlannableRow } from "./row-plan.ts";
import { unsetRow } from "./unset-row.ts";

export interface DraftedPerson {
  readonly userId: string;
  readonly nip: string | null;
  readonly status: UserStatus;
  readonly homeSchoolId: string | null;
  readonly user: Write<UserRow> | null;
  readonly employee: Write<EmployeeRow> | null;
  readonly differences: Difference[];
  /** What is there of the specific data that changes, as it is stored: its differences are masked. */
  readonly basis: string | null;
}

interface EmployeeWrite extends Write<EmployeeRow> {
  /** What changes of the specific data. */
  readonly specific: readonly Difference[];
}

/**
 * Account and master data as the row wants them. An empty cell says nothing: an import fills in and corrects, and never
 * empties a field. Null after a complaint.
 */
export function draftPerson(
  planning: PersonPlanning,
  row: PlannableRow<"people">,
  known: KnownPerson | null,
  complaints: Complaints,
): DraftedPerson | null {
  const before = complaints.problems.length;
  const homeSchoolId = homeSchoolOf(planning, row, known, complaints);
  const user = draftUser(planning, row, known, homeSchoolId, complaints);
  const employee = user === null ? null : draftEmployee(planning, row, known, user, complaints);
  if (user === null || complaints.problems.length > before) return null;
  const differences = [
    ...differencesOf(planning, user, userPaths),
    ...(employee === null ? [] : [...differencesOf(planning, employee, employeePaths), ...employee.specific]),
  ];
  assertRights(planning, known, user, employee, complaints);
  return {
    userId: user.after.id,
    nip: user.after.nip,
    status: user.after.status,
    homeSchoolId: user.after.homeSchoolId,
    user: hasChanged(user, userPaths) ? user : null,
    employee: employee !== null && employeeChanges(employee) ? employee : null,
    differences,
    basis: employee === null || employee.specific.length === 0 ? null : (employee.before?.specific ?? null),
  };
}

/**
 * A school beside a position or role says where that is. The home school of somebody who has one changes by a row that
 * names the school alone.
 */
function homeSchoolOf(
  { organisation }: PersonPlanning,
  { fields }: PlannableRow<"people">,
  known: KnownPerson | null,
  complaints: Complaints,
): string | null {
  const current = known?.user?.homeSchoolId ?? known?.employee?.schoolId ?? null;
  const school = namedSchool(organisation, fields);
  if (school === "unknown") {
    const field = fields.schoolCode == null ? "schoolExternalId" : "schoolCode";
    complaints.add("school_unknown", field, { value: fields.schoolCode ?? fields.schoolExternalId ?? "" });
  }
  if (school === null || school === "unknown") return current;
  return current !== null && (fields.positionCode != null || fields.roleCode != null) ? current : school.id;
}

function draftUser(
  planning: PersonPlanning,
  { fields }: PlannableRow<"people">,
  known: KnownPerson | null,
  homeSchoolId: string | null,
  complaints: Complaints,
): Write<UserRow> | null {
  const before = known?.user ?? null;
  const master = known?.employee ?? null;
  const parts = [fields.givenName, fields.middleName, fields.familyName].filter((part) => part != null);
  const composed = parts.length === 0 ? null : parts.join(" ");
  const name = fields.name ?? composed ?? before?.name ?? master?.name ?? null;
  const number = fields.nip ?? before?.nip ?? master?.nip ?? null;
  const nip = number ?? (isEmployee(fields) ? provisionalNip : null);
  const email = fields.email ?? before?.email ?? master?.email ?? null;
  if (name === null) complaints.add("name_required", "name");
  if (before?.nip != null && fields.nip != null && fields.nip !== before.nip) {
    complaints.add("nip_differs", "nip", { nip: before.nip });
  }
  const username = fields.username ?? before?.username ?? (email === null ? signInNameOf(number) : null);
  if (before === null && number === null && email === null && username === null) {
    complaints.add("identifier_required", null);
  }
  refuseTakenName(planning, before, username, complaints);
  if (name === null) return null;
  const now = new Date(0);
  const after: UserRow = {
    ...(before ?? {
      ...unsetRow(users),
      tenantId: planning.tenantId,
      id: newId(),
      sortName: "",
      searchText: "",
      version: 1,
      createdAt: now,
      updatedAt: now,
    }),
    name,
    titlePrefix: fields.titlePrefix ?? before?.titlePrefix ?? null,
    titleSuffix: fields.titleSuffix ?? before?.titleSuffix ?? null,
    email,
    username,
    nip,
    phone: fields.mobile ?? before?.phone ?? null,
    status: fields.status ?? before?.status ?? "active",
    homeSchoolId,
  };
  return { before, after };
}

/** Staff without e-mail sign in by their NIP. */
function signInNameOf(nip: string | null): string | null {
  return nip !== null && usernameSchema.safeParse(nip).success ? nip : null;
}

function refuseTakenName(
  { people, overlay }: PersonPlanning,
  before: UserRow | null,
  username: string | null,
  complaints: Complaints,
): void {
  if (username === null || username === before?.username) return;
  const owner = overlay.ownerOf("username", username.toLowerCase());
  if (owner === null) return;
  const names =
    owner === undefined
      ? people
          .with("username", username.toLowerCase())
          .filter(({ user }) => user?.id !== before?.id)
          .map(({ user }) => user?.name)
      : owner === before?.id
        ? []
        : [overlay.personOf(owner)?.label];
  if (names.length > 0) complaints.add("username_in_use", "username", { name: names[0] ?? "?" });
}

function draftEmployee(
  planning: PersonPlanning,
  { fields }: PlannableRow<"people">,
  known: KnownPerson | null,
  user: Write<UserRow>,
  complaints: Complaints,
): EmployeeWrite | null {
  const before = known?.employee ?? null;
  const nip = user.after.nip;
  if (nip === null) return null;
  if (before !== null && before.nip !== nip) complaints.add("nip_differs", "nip", { nip: before.nip });
  const now = new Date(0);
  const base = before ?? {
    ...unsetRow(employees),
    tenantId: planning.tenantId,
    id: newId(),
    sortName: "",
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  const after = {
    ...base,
    nip,
    name: user.after.name,
    gender: fields.gender ?? base.gender,
    birthDate: fields.birthDate ?? base.birthDate,
    startedOn: fields.startedOn ?? base.startedOn,
    permanentOn: fields.permanentOn ?? base.permanentOn,
    employmentStatus: fields.employmentStatus ?? base.employmentStatus,
    workingTime: fields.workingTime ?? base.workingTime,
    section: fields.section ?? base.section,
    location: fields.location ?? base.location,
    field: fields.field ?? base.field,
    employeeKind: fields.employeeKind ?? base.employeeKind,
    activeStatus: fields.activeStatus ?? base.activeStatus,
    mobile: fields.mobile ?? base.mobile,
    phone: fields.phone ?? base.phone,
    email: fields.email ?? base.email,
    rfid: fields.rfid ?? base.rfid,
    nuptk: fields.nuptk ?? base.nuptk,
    additionalDuty: fields.additionalDuty ?? base.additionalDuty,
    candidateDecree: fields.candidateDecree ?? base.candidateDecree,
    candidateOn: fields.candidateOn ?? base.candidateOn,
    appointmentDecree: fields.appointmentDecree ?? base.appointmentDecree,
    appointedOn: fields.appointedOn ?? base.appointedOn,
    appointedBy: fields.appointedBy ?? base.appointedBy,
    rankGrade: fields.rankGrade ?? base.rankGrade,
    salarySource: fields.salarySource ?? base.salarySource,
    civilServantOn: fields.civilServantOn ?? base.civilServantOn,
    principalLicence: fields.principalLicence ?? base.principalLicence,
    supervisionTraining: fields.supervisionTraining ?? base.supervisionTraining,
    braille: fields.braille ?? base.braille,
    signLanguage: fields.signLanguage ?? base.signLanguage,
    nuks: fields.nuks ?? base.nuks,
    schoolId: user.after.homeSchoolId ?? base.schoolId,
  };
  const specific = draftSpecific(planning.crypto, fields, base);
  return { before, after: { ...after, ...specific?.sealed }, specific: specific?.differences ?? [] };
}

function hasChanged<Row extends object>({ before, after }: Write<Row>, paths: Partial<Record<keyof Row, string>>) {
  return before === null || Object.keys(paths).some((key) => before[key as keyof Row] !== after[key as keyof Row]);
}

function employeeChanges(write: EmployeeWrite): boolean {
  return write.specific.length > 0 || hasChanged(write, employeePaths);
}

/** Schools by their codes: an id tells nobody anything. */
function differencesOf<Row extends object>(
  { organisation }: PersonPlanning,
  { before, after }: Write<Row>,
  paths: Partial<Record<keyof Row, string>>,
): Difference[] {
  return (Object.entries(paths) as [keyof Row, string][]).flatMap(([key, path]) => {
    const said = (value: unknown): string | null => {
      if (value == null) return null;
      const isSchool = key === "homeSchoolId" || key === "schoolId";
      return isSchool ? (organisation.schoolById(String(value))?.code ?? String(value)) : String(value);
    };
    const [from, to] = [before === null ? null : said(before[key]), said(after[key])];
    return from === to ? [] : [{ path, from, to }];
  });
}

const leaving: readonly UserStatus[] = ["suspended", "resigned"];

function assertRights(
  { access, tenantId }: PersonPlanning,
  known: KnownPerson | null,
  user: Write<UserRow>,
  employee: EmployeeWrite | null,
  complaints: Complaints,
): void {
  const at = (
    ownerId: string | null,
    schoolIds: readonly (string | null)[],
    departmentIds: readonly string[] = [],
  ) => ({
    tenantId,
    ownerId,
    departmentIds,
    schoolIds: schoolIds.flatMap((id) => id ?? []),
  });
  const home = user.after.homeSchoolId;
  if (user.before === null) {
    complaints.unlessPermitted(access, "user:create", at(null, [home]));
  } else if (hasChanged(user, userPaths)) {
    const held = known?.held ?? [];
    const target = at(
      user.before.id,
      [user.before.homeSchoolId, ...held.map(({ schoolId }) => schoolId)],
      held.flatMap(({ departmentId }) => departmentId ?? []),
    );
    complaints.unlessPermitted(access, "user:update", target);
    if (home !== user.before.homeSchoolId && home !== null) {
      complaints.unlessPermitted(access, "user:update", at(user.before.id, [home]));
    }
    const { status } = user.after;
    if (status !== user.before.status && (leaving.includes(status) || leaving.includes(user.before.status))) {
      complaints.unlessPermitted(access, "user:suspend", target);
    }
  }
  if (employee === null) return;
  const { before, after } = employee;
  // Whoever has the number has the master data as their own.
  const ownerId = before !== null && user.before?.nip === before.nip ? user.before.id : null;
  const isLinked = before !== null && user.before?.nip !== before.nip;
  if (before !== null && (isLinked || employeeChanges(employee))) {
    complaints.unlessPermitted(access, "employee:update", at(ownerId, [before.schoolId]));
  }
  if (before === null || after.schoolId !== before.schoolId) {
    const code = before === null ? "employee:create" : "employee:update";
    complaints.unlessPermitted(access, code, at(before === null ? (user.before?.id ?? null) : null, [after.schoolId]));
  }
  if (employee.specific.length > 0) {
    complaints.unlessPermitted(access, "employee.sensitive:update", at(ownerId, [(before ?? after).schoolId]));
  }
}
