import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { gloria, instant, oneOf, softDeletableRow, tenantRow, versionedRow } from "../columns.ts";
import { departments } from "./departments.ts";
import { schools } from "./schools.ts";

/** A seat or a row of equal seats (`headcount`); people hold it by assignments. */
export const positions = gloria.table(
  "positions",
  {
    ...tenantRow(),
    schoolId: uuid("school_id"),
    departmentId: uuid("department_id"),
    code: text("code").notNull(),
    name: text("name").notNull(),
    /** 1 is the top of the foundation. */
    level: integer("level").notNull(),
    headcount: integer("headcount").notNull().default(1),
    /** The name folded (lower case, no accents), byte-ordered: lists sort and page by it. */
    sortName: text("sort_name").notNull().generatedAlwaysAs(sql`gloria.fold(name)`),
    ...versionedRow(),
    ...softDeletableRow(),
  },
  (t) => [
    primaryKey({ name: "positions_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({
      name: "positions_school_fkey",
      columns: [t.tenantId, t.schoolId],
      foreignColumns: [schools.tenantId, schools.id],
    }),
    foreignKey({
      name: "positions_department_fkey",
      columns: [t.tenantId, t.departmentId],
      foreignColumns: [departments.tenantId, departments.id],
    }),
    uniqueIndex("positions_tenant_code_key")
      .on(t.tenantId, sql`coalesce(school_id, '00000000-0000-0000-0000-000000000000'::uuid)`, sql`lower(${t.code})`)
      .where(sql`deleted_at is null`),
    index("positions_tenant_school_idx").on(t.tenantId, t.schoolId),
    index("positions_tenant_department_idx").on(t.tenantId, t.departmentId),
    index("positions_tenant_sort_name_idx").on(t.tenantId, t.sortName, t.id),
    index("positions_tenant_level_idx").on(t.tenantId, t.level, t.sortName, t.id),
    check("positions_headcount_check", sql`headcount between 0 and 10000`),
    check("positions_level_check", sql`level between 1 and 20`),
  ],
);

/** Who a position reports to: one `line`, and any number of dotted `coordinator` lines. A trigger refuses cycles. */
export const positionReports = gloria.table(
  "position_reports",
  {
    tenantId: uuid("tenant_id").notNull(),
    positionId: uuid("position_id").notNull(),
    reportsToId: uuid("reports_to_id").notNull(),
    kind: text("kind", { enum: ["line", "coordinator"] })
      .notNull()
      .default("line"),
    createdAt: instant("created_at").notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ name: "position_reports_pkey", columns: [t.tenantId, t.positionId, t.reportsToId] }),
    foreignKey({
      name: "position_reports_position_fkey",
      columns: [t.tenantId, t.positionId],
      foreignColumns: [positions.tenantId, positions.id],
    }),
    foreignKey({
      name: "position_reports_reports_to_fkey",
      columns: [t.tenantId, t.reportsToId],
      foreignColumns: [positions.tenantId, positions.id],
    }),
    uniqueIndex("position_reports_line_key").on(t.tenantId, t.positionId).where(sql`kind = 'line'`),
    index("position_reports_reverse_idx").on(t.tenantId, t.reportsToId),
    check("position_reports_kind_check", oneOf("kind", ["line", "coordinator"])),
    check("position_reports_self_check", sql`position_id <> reports_to_id`),
  ],
);
