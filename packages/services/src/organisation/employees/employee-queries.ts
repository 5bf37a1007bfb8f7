import {
  type Employee,
  type EmployeeRow,
  type EmployeeSpecific,
  findNikWarnings,
  provisionalNipPrefix,
} from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { employeeNumbers, employees, schools, type TenantTransaction, users } from "@gloria/db";
import { type Access, rowFilterSql, type Target } from "@gloria/permissions";
import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { attributeColumns, targetAttributes } from "../../platform/index.ts";

export type EmployeeDataRow = typeof employees.$inferSelect;

/** An employee with their school's name and the user who has their NIP. */
export interface LoadedEmployee {
  readonly employee: EmployeeDataRow;
  readonly schoolName: string | null;
  readonly user: Pick<typeof users.$inferSelect, "id" | "name" | "status"> | null;
}

/** The user who has an employee's NIP; for queries over `employees`. */
export const linkedUserJoin = and(
  eq(users.tenantId, employees.tenantId),
  eq(users.nip, employees.nip),
  isNull(users.deletedAt),
);

export function selectEmployees(tx: TenantTransaction) {
  return tx.db
    .select({
      employee: employees,
      schoolName: schools.name,
      user: { id: users.id, name: users.name, status: users.status },
    })
    .from(employees)
    .leftJoin(schools, and(eq(schools.tenantId, employees.tenantId), eq(schools.id, employees.schoolId)))
    .leftJoin(users, linkedUserJoin);
}

/** The living employee of this number comes before deleted ones, of whom the latest is meant. */
const livingFirst = sql`${employees.deletedAt} desc nulls first`;

/** @throws AppError `employee.not_found` */
export async function loadEmployee(tx: TenantTransaction, nip: string): Promise<LoadedEmployee> {
  const [row] = await selectEmployees(tx)
    .where(and(eq(employees.tenantId, tx.tenantId), eq(employees.nip, nip)))
    .orderBy(livingFirst)
    .limit(1);
  if (row === undefined) throw new AppError("employee.not_found");
  return row;
}

/**
 * {@link loadEmployee}, the row locked until the transaction ends. Locked before any user.
 *
 * @throws AppError `employee.not_found`
 */
export async function lockEmployee(tx: TenantTransaction, nip: string): Promise<LoadedEmployee> {
  const [locked] = await tx.db
    .select({ id: employees.id })
    .from(employees)
    .where(and(eq(employees.tenantId, tx.tenantId), eq(employees.nip, nip)))
    .orderBy(livingFirst)
    .limit(1)
    .for("update");
  if (locked === undefined) throw new AppError("employee.not_found");
  const [row] = await selectEmployees(tx).where(and(eq(employees.tenantId, tx.tenantId), eq(employees.id, locked.id)));
  if (row === undefined) throw new AppError("employee.not_found");
  return row;
}

/** Numbers before the present one, newest first. */
export async function listFormerNips(tx: TenantTransaction, employeeId: string): Promise<Employee["formerNips"]> {
  const rows = await tx.db
    .select({ nip: employeeNumbers.nip, reason: employeeNumbers.reason, replacedAt: employeeNumbers.replacedAt })
    .from(employeeNumbers)
    .where(and(eq(employeeNumbers.tenantId, tx.tenantId), eq(employeeNumbers.employeeId, employeeId)))
    .orderBy(desc(employeeNumbers.replacedAt), desc(employeeNumbers.id));
  return rows.map((row) => ({ ...row, replacedAt: row.replacedAt.toISOString() }));
}

/** What permissions see of an employee: their own if they have an account, lying in their school. */
export function employeeTarget(
  employee: Pick<EmployeeDataRow, "tenantId" | "schoolId" | "deletedAt"> &
    Partial<Pick<EmployeeDataRow, "id" | "employmentStatus" | "activeStatus" | "employeeKind" | "section">>,
  userId: string | null,
): Target {
  return {
    tenantId: employee.tenantId,
    ownerId: employee.deletedAt === null ? userId : null,
    departmentIds: [],
    schoolIds: employee.schoolId === null ? [] : [employee.schoolId],
    ...(employee.id === undefined ? {} : { resource: { type: "employee", id: employee.id } }),
    attributes: targetAttributes("employee", employee),
  };
}

/** The rows that the caller may read, of a query by {@link selectEmployees}; the SQL twin of {@link employeeTarget}. */
export function visibleEmployees(access: Access): SQL | undefined {
  return rowFilterSql(access.filter("employee:read"), {
    own: (ownerId) => sql`(${employees.deletedAt} is null and ${users.id} = ${ownerId}::uuid)`,
    school: (ids) => sql`${employees.schoolId} = any(${sql.param(ids)}::uuid[])`,
    department: null,
    schoolless: isNull(employees.schoolId),
    resource: { type: "employee", is: (ids) => sql`${employees.id} = any(${sql.param(ids)}::uuid[])` },
    attributes: {
      ...attributeColumns("employee", employees),
      ownerId: sql`case when ${employees.deletedAt} is null then ${users.id}::text end`,
    },
  });
}

export function toEmployeeRow({ employee, schoolName, user }: LoadedEmployee, access: Access): EmployeeRow {
  const target = employeeTarget(employee, user?.id ?? null);
  const alive = employee.deletedAt === null;
  return {
    id: employee.id,
    nip: employee.nip,
    isProvisional: employee.nip.startsWith(provisionalNipPrefix),
    name: employee.name,
    gender: employee.gender,
    startedOn: employee.startedOn,
    employmentStatus: employee.employmentStatus,
    section: employee.section,
    location: employee.location,
    field: employee.field,
    employeeKind: employee.employeeKind,
    activeStatus: employee.activeStatus,
    mobile: employee.mobile,
    email: employee.email,
    schoolId: employee.schoolId,
    schoolName,
    linkedUser: user,
    version: employee.version,
    createdAt: employee.createdAt.toISOString(),
    updatedAt: employee.updatedAt.toISOString(),
    deletedAt: employee.deletedAt?.toISOString() ?? null,
    can: {
      update: alive && access.can("employee:update", target),
      delete: alive && access.can("employee:delete", target),
      restore: !alive && access.can("employee:restore", target),
    },
  };
}

/** What is shown of an employee's specific data. */
export interface ShownSpecific {
  /** In plain text, for the comparison with the NIK; shown is what `shown` holds. */
  readonly plain: EmployeeSpecific;
  readonly shown: EmployeeSpecific;
  readonly masked: boolean;
}

export function toEmployee(
  loaded: LoadedEmployee,
  formerNips: Employee["formerNips"],
  specific: ShownSpecific,
  access: Access,
): Employee {
  const { employee } = loaded;
  const target = employeeTarget(employee, loaded.user?.id ?? null);
  const row = toEmployeeRow(loaded, access);
  const { nik } = specific.plain;
  return {
    ...row,
    birthDate: employee.birthDate,
    permanentOn: employee.permanentOn,
    workingTime: employee.workingTime,
    phone: employee.phone,
    rfid: employee.rfid,
    nuptk: employee.nuptk,
    additionalDuty: employee.additionalDuty,
    candidateDecree: employee.candidateDecree,
    candidateOn: employee.candidateOn,
    appointmentDecree: employee.appointmentDecree,
    appointedOn: employee.appointedOn,
    appointedBy: employee.appointedBy,
    rankGrade: employee.rankGrade,
    salarySource: employee.salarySource,
    civilServantOn: employee.civilServantOn,
    principalLicence: employee.principalLicence,
    supervisionTraining: employee.supervisionTraining,
    braille: employee.braille,
    signLanguage: employee.signLanguage,
    nuks: employee.nuks,
    specific: specific.shown,
    masked: specific.masked,
    warnings: nik === null ? [] : findNikWarnings(nik, employee),
    formerNips,
    can: {
      ...row.can,
      link: row.can.update && access.can("user:update"),
      readSpecific: access.can("employee.sensitive:read", target),
      updateSpecific: row.can.update && access.can("employee.sensitive:update", target),
    },
  };
}
