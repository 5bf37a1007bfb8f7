import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { gloria, instant, oneOf, softDeletableRow, tenantRow, versionedRow } from "../columns.ts";
import { schools } from "./schools.ts";
import { tenants } from "./tenants.ts";

/** Employee master data (*data karyawan*), apart from user profiles and joined to them by NIP. */
export const employees = gloria.table(
  "employees",
  {
    ...tenantRow(),
    nip: text("nip").notNull(),
    name: text("name").notNull(),
    gender: text("gender", { enum: ["L", "P"] }),
    birthDate: date("birth_date", { mode: "string" }),
    startedOn: date("started_on", { mode: "string" }),
    permanentOn: date("permanent_on", { mode: "string" }),
    employmentStatus: text("employment_status"),
    workingTime: text("working_time"),
    section: text("section"),
    location: text("location"),
    field: text("field"),
    employeeKind: text("employee_kind"),
    activeStatus: text("active_status"),
    mobile: text("mobile"),
    phone: text("phone"),
    email: text("email"),
    rfid: text("rfid"),
    nuptk: text("nuptk"),
    /** *Tugas tambahan*. */
    additionalDuty: text("additional_duty"),
    /** *SK CPNS* and its date. */
    candidateDecree: text("candidate_decree"),
    candidateOn: date("candidate_on", { mode: "string" }),
    /** *SK pengangkatan*, its effective date (TMT) and who appointed. */
    appointmentDecree: text("appointment_decree"),
    appointedOn: date("appointed_on", { mode: "string" }),
    appointedBy: text("appointed_by"),
    /** *Pangkat, golongan*. */
    rankGrade: text("rank_grade"),
    salarySource: text("salary_source"),
    /** *TMT PNS*. */
    civilServantOn: date("civil_servant_on", { mode: "string" }),
    principalLicence: boolean("principal_licence"),
    supervisionTraining: boolean("supervision_training"),
    braille: boolean("braille"),
    signLanguage: boolean("sign_language"),
    nuks: text("nuks"),
    schoolId: uuid("school_id"),
    /** Specific personal data (NIK, family, bank, religion…): one JSON object, encrypted for this very row. */
    specific: text("specific"),
    /** Blind indexes: equal values are found and refused without opening a row. */
    nikIndex: text("nik_index"),
    npwpIndex: text("npwp_index"),
    /** The name folded (lower case, no accents), byte-ordered: lists sort and page by it. */
    sortName: text("sort_name").notNull().generatedAlwaysAs(sql`gloria.fold(name)`),
    ...versionedRow(),
    ...softDeletableRow(),
  },
  (t) => [
    primaryKey({ name: "employees_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({
      name: "employees_school_fkey",
      columns: [t.tenantId, t.schoolId],
      foreignColumns: [schools.tenantId, schools.id],
    }),
    uniqueIndex("employees_tenant_nip_key").on(t.tenantId, t.nip).where(sql`deleted_at is null`),
    uniqueIndex("employees_tenant_nik_key").on(t.tenantId, t.nikIndex).where(sql`deleted_at is null`),
    uniqueIndex("employees_tenant_nuptk_key").on(t.tenantId, t.nuptk).where(sql`deleted_at is null`),
    index("employees_tenant_npwp_idx").on(t.tenantId, t.npwpIndex).where(sql`npwp_index is not null`),
    index("employees_tenant_email_idx").on(t.tenantId, sql`lower(${t.email})`).where(sql`email is not null`),
    index("employees_tenant_sort_name_idx").on(t.tenantId, t.sortName, t.id),
    index("employees_tenant_created_idx").on(t.tenantId, t.createdAt, t.id),
    check("employees_gender_check", oneOf("gender", ["L", "P"])),
    check("employees_nuptk_check", sql`nuptk is null or nuptk ~ '^[0-9]{16}$'`),
    check("employees_specific_check", sql`specific is null or specific like 'gf1.%'`),
  ],
);

/** Numbers that an employee had before: a provisional one, or one that was corrected. */
export const employeeNumbers = gloria.table(
  "employee_numbers",
  {
    ...tenantRow(),
    employeeId: uuid("employee_id").notNull(),
    nip: text("nip").notNull(),
    reason: text("reason"),
    replacedAt: instant("replaced_at").notNull().default(sql`now()`),
    replacedBy: uuid("replaced_by"),
  },
  (t) => [
    primaryKey({ name: "employee_numbers_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({
      name: "employee_numbers_employee_fkey",
      columns: [t.tenantId, t.employeeId],
      foreignColumns: [employees.tenantId, employees.id],
    }).onDelete("cascade"),
    index("employee_numbers_employee_idx").on(t.tenantId, t.employeeId, t.replacedAt),
    index("employee_numbers_nip_idx").on(t.tenantId, t.nip),
  ],
);

/** How many provisional numbers a tenant has given; none is given twice. */
export const employeeNumberings = gloria.table(
  "employee_numberings",
  {
    tenantId: uuid("tenant_id").notNull(),
    lastProvisional: integer("last_provisional").notNull(),
  },
  (t) => [
    primaryKey({ name: "employee_numberings_pkey", columns: [t.tenantId] }),
    foreignKey({ name: "employee_numberings_tenant_fkey", columns: [t.tenantId], foreignColumns: [tenants.id] }),
  ],
);
