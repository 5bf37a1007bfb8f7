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
import { epochVersionedRow, gloria, instant, oneOf, tenantRow } from "../columns.ts";
import { positions } from "./positions.ts";
import { users } from "./users.ts";

export const assignmentKinds = ["DEFINITIF", "PLT", "PLH"] as const;

/**
 * Who holds which position, from when (inclusive) until when (exclusive). Exclusion constraints (hand-written
 * migration) refuse the same person twice in one position and two primaries at once.
 */
export const assignments = gloria.table(
  "assignments",
  {
    ...tenantRow(),
    userId: uuid("user_id").notNull(),
    positionId: uuid("position_id").notNull(),
    /** Where the position is exercised; null for a foundation-wide position. */
    schoolId: uuid("school_id"),
    departmentId: uuid("department_id"),
    kind: text("kind", { enum: assignmentKinds }).notNull().default("DEFINITIF"),
    /** Full-time equivalent in percent: 100 is full time. */
    ftePercent: integer("fte_percent").notNull().default(100),
    validFrom: date("valid_from", { mode: "string" }).notNull(),
    validUntil: date("valid_until", { mode: "string" }),
    isPrimary: boolean("is_primary").notNull().default(false),
    decreeNumber: text("decree_number"),
    appointedBy: uuid("appointed_by"),
    /** How often the end of an acting has been put off. */
    extensions: integer("extensions").notNull().default(0),
    ...epochVersionedRow(),
  },
  (t) => [
    primaryKey({ name: "assignments_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({
      name: "assignments_user_fkey",
      columns: [t.tenantId, t.userId],
      foreignColumns: [users.tenantId, users.id],
    }),
    foreignKey({
      name: "assignments_position_fkey",
      columns: [t.tenantId, t.positionId],
      foreignColumns: [positions.tenantId, positions.id],
    }),
    index("assignments_tenant_user_idx").on(t.tenantId, t.userId),
    index("assignments_tenant_position_idx").on(t.tenantId, t.positionId),
    index("assignments_tenant_school_idx").on(t.tenantId, t.schoolId, t.userId),
    index("assignments_tenant_department_idx")
      .on(t.tenantId, t.departmentId)
      .where(sql`ended_at is null and department_id is not null`),
    index("assignments_tenant_until_idx")
      .on(t.tenantId, t.validUntil)
      .where(sql`ended_at is null and valid_until is not null`),
    check("assignments_kind_check", oneOf("kind", assignmentKinds)),
    check("assignments_dates_check", sql`valid_until is null or valid_until > valid_from`),
    check("assignments_fte_check", sql`fte_percent between 1 and 100`),
    check("assignments_extensions_check", sql`extensions between 0 and 100`),
    check("assignments_acting_end_check", sql`kind = 'DEFINITIF' or valid_until is not null`),
  ],
);

export const assignmentNoticeKinds = ["ends_30", "ends_7", "ends_1", "ended", "started"] as const;

/**
 * What has been told of the beginning or end of a holding, so that it is told once. Keyed by person, position and day:
 * an assignment that is rewritten gets another id, and is the same holding still. Without foreign keys: a notice stays
 * told when what it was about is purged.
 */
export const assignmentNotices = gloria.table(
  "assignment_notices",
  {
    ...tenantRow(),
    userId: uuid("user_id").notNull(),
    positionId: uuid("position_id").notNull(),
    kind: text("kind", { enum: assignmentNoticeKinds }).notNull(),
    /** The first day that the person holds the position, or does not hold it any more. */
    day: date("day", { mode: "string" }).notNull(),
    createdAt: instant("created_at").notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ name: "assignment_notices_pkey", columns: [t.tenantId, t.id] }),
    uniqueIndex("assignment_notices_once_key").on(t.tenantId, t.userId, t.positionId, t.kind, t.day),
    check("assignment_notices_kind_check", oneOf("kind", assignmentNoticeKinds)),
  ],
);
