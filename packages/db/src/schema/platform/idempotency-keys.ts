import { sql } from "drizzle-orm";
import { jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { gloria, instant } from "../columns.ts";

/**
 * What was answered to an `Idempotency-Key`. Written in the transaction of the write itself: the key exists if and
 * only if its effect does, and a second request waits for the first one's commit on the primary key.
 */
export const idempotencyKeys = gloria.table(
  "idempotency_keys",
  {
    tenantId: uuid("tenant_id").notNull(),
    /** The user who sent it: keys of different callers never meet. */
    principalId: uuid("principal_id").notNull(),
    key: text("key").notNull(),
    fingerprint: text("fingerprint").notNull(),
    result: jsonb("result").$type<unknown>(),
    createdAt: instant("created_at").notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ name: "idempotency_keys_pkey", columns: [t.tenantId, t.principalId, t.key] })],
);
