import { sql } from "drizzle-orm";
import { check, foreignKey, index, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { gloria, instant, tenantRow } from "../columns.ts";
import { users } from "../organisation/users.ts";

/** Somebody who looks at Gloria as another person does: for a while, for a reason, without changing anything. */
export const impersonations = gloria.table(
  "impersonations",
  {
    ...tenantRow(),
    impersonatorId: uuid("impersonator_id").notNull(),
    targetId: uuid("target_id").notNull(),
    /** The impersonator's session, without which it does not hold. */
    sessionId: uuid("session_id").notNull(),
    reason: text("reason").notNull(),
    startedAt: instant("started_at").notNull().default(sql`now()`),
    expiresAt: instant("expires_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ name: "impersonations_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({
      name: "impersonations_impersonator_fkey",
      columns: [t.tenantId, t.impersonatorId],
      foreignColumns: [users.tenantId, users.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "impersonations_target_fkey",
      columns: [t.tenantId, t.targetId],
      foreignColumns: [users.tenantId, users.id],
    }).onDelete("cascade"),
    index("impersonations_target_idx").on(t.tenantId, t.targetId),
    index("impersonations_impersonator_idx").on(t.tenantId, t.impersonatorId),
    check(
      "impersonations_window_check",
      sql`expires_at > started_at and expires_at <= started_at + interval '31 minutes' and impersonator_id <> target_id`,
    ),
  ],
);
