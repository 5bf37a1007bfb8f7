import { sql } from "drizzle-orm";
import { check, foreignKey, index, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { gloria, instant, oneOf, tenantRow } from "../columns.ts";
import { users } from "../organisation/users.ts";

/** A sign-in. Whether it still holds is read in every request, in the statement that opens the transaction. */
export const sessions = gloria.table(
  "sessions",
  {
    ...tenantRow(),
    userId: uuid("user_id").notNull(),
    /** The token's `sid`. */
    externalSid: text("external_sid").notNull(),
    source: text("source", { enum: ["local", "clerk"] }).notNull(),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    expiresAt: instant("expires_at").notNull(),
    /** Behind by minutes: written now and then, not with every request. */
    lastSeenAt: instant("last_seen_at"),
    revokedAt: instant("revoked_at"),
    revokeReason: text("revoke_reason"),
    ip: text("ip"),
    userAgent: text("user_agent"),
  },
  (t) => [
    primaryKey({ name: "sessions_pkey", columns: [t.tenantId, t.id] }),
    unique("sessions_external_sid_key").on(t.tenantId, t.externalSid),
    foreignKey({
      name: "sessions_user_fkey",
      columns: [t.tenantId, t.userId],
      foreignColumns: [users.tenantId, users.id],
    }),
    index("sessions_tenant_user_idx").on(t.tenantId, t.userId, t.createdAt.desc()),
    check("sessions_source_check", oneOf("source", ["local", "clerk"])),
  ],
);

/** Single-use tickets that a browser exchanges for a path-scoped cookie; deleting the row uses it up. */
export const authTickets = gloria.table(
  "auth_tickets",
  {
    ...tenantRow(),
    userId: uuid("user_id").notNull(),
    sessionId: uuid("session_id").notNull(),
    purpose: text("purpose", { enum: ["jobs", "files"] }).notNull(),
    secretHash: text("secret_hash").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "auth_tickets_pkey", columns: [t.tenantId, t.id] }),
    check("auth_tickets_purpose_check", oneOf("purpose", ["jobs", "files"])),
  ],
);

/** Webhooks already taken: a provider delivers at least once, we act once. */
export const webhookReceipts = gloria.table(
  "webhook_receipts",
  {
    provider: text("provider").notNull(),
    externalId: text("external_id").notNull(),
    type: text("type").notNull(),
    receivedAt: instant("received_at").notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ name: "webhook_receipts_pkey", columns: [t.provider, t.externalId] })],
);
