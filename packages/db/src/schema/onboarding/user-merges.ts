import { sql } from "drizzle-orm";
import { check, foreignKey, index, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { gloria, instant, tenantRow } from "../columns.ts";
import { users } from "../organisation/users.ts";

/** What one row was before and after a merge; `null` where it did not exist. */
export interface MergedRow {
  readonly table: string;
  readonly how: "person" | "move" | "copy" | "close";
  readonly id: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** Two accounts of one person made one. The images let it be undone, row by row; a purge empties them. */
export const userMerges = gloria.table(
  "user_merges",
  {
    ...tenantRow(),
    survivorId: uuid("survivor_id").notNull(),
    duplicateId: uuid("duplicate_id").notNull(),
    /** Fields that the survivor took from the duplicate. */
    takenFields: text("taken_fields").array().notNull(),
    rows: jsonb("rows").$type<readonly MergedRow[]>().notNull(),
    reason: text("reason"),
    mergedAt: instant("merged_at").notNull().default(sql`now()`),
    mergedBy: uuid("merged_by"),
    undoneAt: instant("undone_at"),
    undoneBy: uuid("undone_by"),
    /** One of the two was purged since: nothing is left to undo it with. */
    purgedAt: instant("purged_at"),
  },
  (t) => [
    primaryKey({ name: "user_merges_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({
      name: "user_merges_survivor_fkey",
      columns: [t.tenantId, t.survivorId],
      foreignColumns: [users.tenantId, users.id],
    }),
    foreignKey({
      name: "user_merges_duplicate_fkey",
      columns: [t.tenantId, t.duplicateId],
      foreignColumns: [users.tenantId, users.id],
    }),
    index("user_merges_tenant_merged_idx").on(t.tenantId, t.mergedAt, t.id),
    index("user_merges_tenant_survivor_idx").on(t.tenantId, t.survivorId),
    check("user_merges_two_check", sql`survivor_id <> duplicate_id`),
  ],
);
