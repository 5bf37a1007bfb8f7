import { sql } from "drizzle-orm";
import { check, foreignKey, index, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { gloria, knownZone, oneOf, softDeletableRow, tenantRow, versionedRow } from "../columns.ts";
import { tenants } from "./tenants.ts";

export const schoolLevels = ["TK", "SD", "SMP", "SMA", "SMK", "SLB", "HQ"] as const;

/** A school of the foundation; the foundation's own office is one too (level HQ). */
export const schools = gloria.table(
  "schools",
  {
    ...tenantRow(),
    code: text("code").notNull(),
    npsn: text("npsn"),
    name: text("name").notNull(),
    level: text("level", { enum: schoolLevels }).notNull(),
    status: text("status", { enum: ["active", "inactive"] })
      .notNull()
      .default("active"),
    timeZone: text("time_zone").notNull().default("Asia/Jakarta"),
    address: text("address"),
    city: text("city"),
    province: text("province"),
    phone: text("phone"),
    email: text("email"),
    sortName: text("sort_name").notNull().generatedAlwaysAs(sql`gloria.fold(name)`),
    ...versionedRow(),
    ...softDeletableRow(),
  },
  (t) => [
    primaryKey({ name: "schools_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({ name: "schools_tenant_fkey", columns: [t.tenantId], foreignColumns: [tenants.id] }),
    uniqueIndex("schools_tenant_code_key").on(t.tenantId, sql`lower(${t.code})`).where(sql`deleted_at is null`),
    uniqueIndex("schools_tenant_npsn_key").on(t.tenantId, t.npsn).where(sql`deleted_at is null and npsn is not null`),
    index("schools_tenant_name_idx").on(t.tenantId, t.sortName, t.id),
    check("schools_level_check", oneOf("level", schoolLevels)),
    check("schools_time_zone_check", knownZone),
    check("schools_status_check", oneOf("status", ["active", "inactive"])),
    check("schools_npsn_check", sql`npsn is null or npsn ~ '^[0-9]{8}$'`),
  ],
);
