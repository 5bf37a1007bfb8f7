import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { gloria, instant, tenantRow, versionedRow } from "../columns.ts";
import { users } from "../organisation/users.ts";

/**
 * A way in for one person, once. What proves it (a link's token, a printed code) is never stored, only its hash: the
 * token's SHA-256, the code's slow hash under a key outside the database.
 */
export const invitations = gloria.table(
  "invitations",
  {
    ...tenantRow(),
    userId: uuid("user_id").notNull(),
    /** Where the mail went; null for a printed code. */
    email: text("email"),
    tokenHash: text("token_hash"),
    codeHash: text("code_hash"),
    expiresAt: instant("expires_at").notNull(),
    /** How often a token or code was made: part of what the token is derived from, so an old one is dead. */
    sentCount: integer("sent_count").notNull().default(1),
    lastSentAt: instant("last_sent_at").notNull().default(sql`now()`),
    acceptedAt: instant("accepted_at"),
    withdrawnAt: instant("withdrawn_at"),
    invitedBy: uuid("invited_by"),
    /** The invitation at Clerk that goes on where ours was accepted. */
    clerkInvitationId: text("clerk_invitation_id"),
    ...versionedRow(),
  },
  (t) => [
    primaryKey({ name: "invitations_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({
      name: "invitations_user_fkey",
      columns: [t.tenantId, t.userId],
      foreignColumns: [users.tenantId, users.id],
    }),
    uniqueIndex("invitations_open_key")
      .on(t.tenantId, t.userId)
      .where(sql`accepted_at is null and withdrawn_at is null`),
    uniqueIndex("invitations_token_key").on(t.tenantId, t.tokenHash).where(sql`token_hash is not null`),
    uniqueIndex("invitations_code_key").on(t.tenantId, t.codeHash).where(sql`code_hash is not null`),
    index("invitations_tenant_created_idx").on(t.tenantId, t.createdAt, t.id),
    check("invitations_proof_check", sql`(token_hash is null) <> (code_hash is null)`),
    check("invitations_end_check", sql`accepted_at is null or withdrawn_at is null`),
  ],
);

/** Attempts at a door that anybody may knock on, by where they come from, in windows of fixed length. */
export const attemptCounters = gloria.table(
  "attempt_counters",
  {
    tenantId: uuid("tenant_id").notNull(),
    /** Which door and whose attempts: `invitation ip 10.0.0.1`. */
    subject: text("subject").notNull(),
    windowStartedAt: instant("window_started_at").notNull().default(sql`now()`),
    attempts: integer("attempts").notNull().default(1),
  },
  (t) => [primaryKey({ name: "attempt_counters_pkey", columns: [t.tenantId, t.subject] })],
);
