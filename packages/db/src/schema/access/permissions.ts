import { sql } from "drizzle-orm";
import { boolean, check, index, integer, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { gloria, softDeletableRow, tenantRow, versionedRow } from "../columns.ts";

/** Permissions that a tenant has added to the catalogue in code. */
export const permissions = gloria.table(
  "permissions",
  {
    ...tenantRow(),
    /** `resource:action`, without wildcard or scope; never that of the catalogue in code. */
    code: text("code").notNull(),
    name: text("name").notNull(),
    description: text("description"),
    /** Code of a module: one that is switched off refuses it. */
    module: text("module").notNull(),
    /** Code of a group, Gloria's own or one of `permission_groups`. */
    permissionGroup: text("permission_group").notNull(),
    sortOrder: integer("sort_order").notNull().default(0),
    delegable: boolean("delegable").notNull().default(true),
    sensitive: boolean("sensitive").notNull().default(false),
    definitiveOnly: boolean("definitive_only").notNull().default(false),
    ...versionedRow(),
    ...softDeletableRow(),
  },
  (t) => [
    primaryKey({ name: "permissions_pkey", columns: [t.tenantId, t.id] }),
    uniqueIndex("permissions_tenant_code_key").on(t.tenantId, t.code).where(sql`deleted_at is null`),
    index("permissions_tenant_group_idx").on(t.tenantId, t.permissionGroup, t.sortOrder, t.id),
    check(
      "permissions_code_check",
      sql`length(code) <= 200 and code ~ '^[a-z][a-z0-9_-]*([.][a-z][a-z0-9_-]*)*:[a-z][a-z0-9_-]*$'`,
    ),
  ],
);

/** Headings that a tenant has added, and its own names and order for those of Gloria. They decide nothing. */
export const permissionGroups = gloria.table(
  "permission_groups",
  {
    ...tenantRow(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    sortOrder: integer("sort_order").notNull().default(0),
    ...versionedRow(),
  },
  (t) => [
    primaryKey({ name: "permission_groups_pkey", columns: [t.tenantId, t.id] }),
    uniqueIndex("permission_groups_tenant_code_key").on(t.tenantId, t.code),
    check("permission_groups_code_check", sql`code ~ '^[a-z][a-z0-9_-]*$' and length(code) <= 60`),
  ],
);
