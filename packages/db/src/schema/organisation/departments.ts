import { sql } from "drizzle-orm";
import { check, foreignKey, index, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { gloria, softDeletableRow, tenantRow, versionedRow } from "../columns.ts";
import { schools } from "./schools.ts";

/** A tree of departments in a school, or foundation-wide when no school is named. A trigger refuses cycles. */
export const departments = gloria.table(
  "departments",
  {
    ...tenantRow(),
    schoolId: uuid("school_id"),
    parentId: uuid("parent_id"),
    code: text("code").notNull(),
    name: text("name").notNull(),
    /** The name folded (lower case, no accents), byte-ordered: lists sort and page by it. */
    sortName: text("sort_name").notNull().generatedAlwaysAs(sql`gloria.fold(name)`),
    ...versionedRow(),
    ...softDeletableRow(),
  },
  (t) => [
    primaryKey({ name: "departments_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({
      name: "departments_school_fkey",
      columns: [t.tenantId, t.schoolId],
      foreignColumns: [schools.tenantId, schools.id],
    }),
    foreignKey({
      name: "departments_parent_fkey",
      columns: [t.tenantId, t.parentId],
      foreignColumns: [t.tenantId, t.id],
    }),
    uniqueIndex("departments_tenant_code_key")
      .on(t.tenantId, sql`coalesce(school_id, '00000000-0000-0000-0000-000000000000'::uuid)`, sql`lower(${t.code})`)
      .where(sql`deleted_at is null`),
    index("departments_tenant_school_idx").on(t.tenantId, t.schoolId),
    index("departments_tenant_parent_idx").on(t.tenantId, t.parentId),
    index("departments_tenant_sort_name_idx").on(t.tenantId, t.sortName, t.id),
    check("departments_parent_check", sql`parent_id is distinct from id`),
  ],
);
