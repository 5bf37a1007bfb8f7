import { sql } from "drizzle-orm";
import { check, foreignKey, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { gloria, oneOf, versionedRow } from "../columns.ts";
import { users } from "./users.ts";

export const weekStarts = ["monday", "sunday", "saturday"] as const;

/** Notification type → channel → whether the person wants it; what is not named is wanted. */
export type NotificationWishes = Readonly<Record<string, Readonly<Record<string, boolean>>>>;

/** What a person has chosen beside language and zone, which stand with the person. No row: nothing chosen. */
export const userPreferences = gloria.table(
  "user_preferences",
  {
    tenantId: uuid("tenant_id").notNull(),
    userId: uuid("user_id").notNull(),
    weekStart: text("week_start", { enum: weekStarts }),
    notifications: jsonb("notifications").$type<NotificationWishes>().notNull().default({}),
    ...versionedRow(),
  },
  (t) => [
    primaryKey({ name: "user_preferences_pkey", columns: [t.tenantId, t.userId] }),
    foreignKey({
      name: "user_preferences_user_fkey",
      columns: [t.tenantId, t.userId],
      foreignColumns: [users.tenantId, users.id],
    }).onDelete("cascade"),
    check("user_preferences_week_start_check", oneOf("week_start", weekStarts)),
    check("user_preferences_notifications_check", sql`jsonb_typeof(notifications) = 'object'`),
  ],
);
