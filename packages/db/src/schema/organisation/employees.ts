import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { gloria, oneOf, softDeletableRow, tenantRow, versionedRow } from "../columns.ts";
import { schools } from "./schools.ts";

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
    email: text("email"),
    rfid: text("rfid"),
    nuptk: text("nuptk"),
    schoolId: uuid("school_id"),
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
    index("employees_tenant_name_idx").on(t.tenantId, t.name, t.id),
    check("employees_gender_check", oneOf("gender", ["L", "P"])),
    check("employees_nuptk_check", sql`nuptk is null or nuptk ~ '^[0-9]{16}$'`),
  ],
);
