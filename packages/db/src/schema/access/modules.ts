import { sql } from "drizzle-orm";
import { boolean, check, integer, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { gloria, tenantRow, versionedRow } from "../columns.ts";

/**
 * Modules as the tenant has them: its own, and those of Gloria where something was changed. A module of Gloria without
 * a row is switched on.
 */
export const modules = gloria.table(
  "modules",
  {
    ...tenantRow(),
    code: text("code").notNull(),
    /** Null: as Gloria names it. */
    name: text("name"),
    description: text("description"),
    /** False: nobody may do anything in it. */
    isEnabled: boolean("is_enabled").notNull().default(true),
    sortOrder: integer("sort_order").notNull().default(0),
    /** One of Gloria's own. */
    isSystem: boolean("is_system").notNull().default(false),
    ...versionedRow(),
  },
  (t) => [
    primaryKey({ name: "modules_pkey", columns: [t.tenantId, t.id] }),
    uniqueIndex("modules_tenant_code_key").on(t.tenantId, t.code),
    check("modules_code_check", sql`code ~ '^[a-z][a-z0-9_-]*$' and length(code) <= 60`),
    check("modules_name_check", sql`is_system or name is not null`),
  ],
);
