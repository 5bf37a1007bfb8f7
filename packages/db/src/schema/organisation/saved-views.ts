import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { gloria, softDeletableRow, tenantRow, versionedRow } from "../columns.ts";
import { users } from "./users.ts";

/** Search and filters of one screen under a name, for its owner or for everybody of the tenant. */
export const savedViews = gloria.table(
  "saved_views",
  {
    ...tenantRow(),
    ownerId: uuid("owner_id").notNull(),
    screen: text("screen").notNull(),
    name: text("name").notNull(),
    state: jsonb("state").$type<Readonly<Record<string, unknown>>>().notNull(),
    isShared: boolean("is_shared").notNull().default(false),
    /** What the screen opens with, for its owner. */
    isDefault: boolean("is_default").notNull().default(false),
    position: integer("position").notNull().default(0),
    ...versionedRow(),
    ...softDeletableRow(),
  },
  (t) => [
    primaryKey({ name: "saved_views_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({
      name: "saved_views_owner_fkey",
      columns: [t.tenantId, t.ownerId],
      foreignColumns: [users.tenantId, users.id],
    }).onDelete("cascade"),
    uniqueIndex("saved_views_owner_name_key")
      .on(t.tenantId, t.ownerId, t.screen, sql`lower(${t.name})`)
      .where(sql`deleted_at is null`),
    uniqueIndex("saved_views_owner_default_key")
      .on(t.tenantId, t.ownerId, t.screen)
      .where(sql`is_default and deleted_at is null`),
    index("saved_views_shared_idx").on(t.tenantId, t.screen).where(sql`is_shared and deleted_at is null`),
    check("saved_views_state_check", sql`jsonb_typeof(state) = 'object' and length(state::text) <= 16384`),
  ],
);
