import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  jsonb,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { gloria, instant, oneOf, tenantRow, versionedRow } from "../columns.ts";
import { users } from "../organisation/users.ts";

export const clerkReviewReasons = [
  "unmatched",
  "ambiguous",
  "already_linked",
  "in_use",
  "last_administrator",
  "organization_deleted",
] as const;
export const clerkReviewStatuses = ["open", "resolved", "dismissed"] as const;

/**
 * What Clerk has said of a person so far, merged so that the order of its events does not matter. One Clerk user may
 * belong to several tenants, and is known before any: the system role alone reads it.
 */
export const clerkUsers = gloria.table(
  "clerk_users",
  { clerkUserId: text("clerk_user_id").notNull(), facts: jsonb("facts").$type<unknown>().notNull() },
  (t) => [primaryKey({ name: "clerk_users_pkey", columns: [t.clerkUserId] })],
);

/** Who belongs to which organisation, by Clerk's own id of the membership; a deleted one never comes back. */
export const clerkMemberships = gloria.table(
  "clerk_memberships",
  {
    membershipId: text("membership_id").notNull(),
    clerkUserId: text("clerk_user_id").notNull(),
    clerkOrgId: text("clerk_org_id").notNull(),
    updatedAtMs: bigint("updated_at_ms", { mode: "number" }).notNull(),
    deleted: boolean("deleted").notNull().default(false),
  },
  (t) => [
    primaryKey({ name: "clerk_memberships_pkey", columns: [t.membershipId] }),
    index("clerk_memberships_user_idx").on(t.clerkUserId),
  ],
);

/** What Clerk has done to a person here: only its own suspension is taken back by it. */
export const clerkLinks = gloria.table(
  "clerk_links",
  {
    ...tenantRow(),
    userId: uuid("user_id").notNull(),
    suspendedByClerk: boolean("suspended_by_clerk").notNull().default(false),
    ...versionedRow(),
  },
  (t) => [
    primaryKey({ name: "clerk_links_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({
      name: "clerk_links_user_fkey",
      columns: [t.tenantId, t.userId],
      foreignColumns: [users.tenantId, users.id],
    }).onDelete("cascade"),
    uniqueIndex("clerk_links_user_key").on(t.tenantId, t.userId),
  ],
);

/** What Clerk has said and nobody but a person can decide. */
export const clerkReviews = gloria.table(
  "clerk_reviews",
  {
    ...tenantRow(),
    /** Clerk's id of the user, or of the organisation. */
    subject: text("subject").notNull(),
    reason: text("reason", { enum: clerkReviewReasons }).notNull(),
    facts: jsonb("facts").$type<Readonly<Record<string, unknown>>>().notNull(),
    candidateIds: uuid("candidate_ids").array().notNull().default(sql`'{}'`),
    /** Of reason, facts and candidates: what was dismissed does not come back unless something is new. */
    fingerprint: text("fingerprint").notNull(),
    status: text("status", { enum: clerkReviewStatuses }).notNull().default("open"),
    resolvedUserId: uuid("resolved_user_id"),
    resolvedBy: uuid("resolved_by"),
    resolvedAt: instant("resolved_at"),
    ...versionedRow(),
  },
  (t) => [
    primaryKey({ name: "clerk_reviews_pkey", columns: [t.tenantId, t.id] }),
    uniqueIndex("clerk_reviews_open_key").on(t.tenantId, t.subject).where(sql`status = 'open'`),
    index("clerk_reviews_tenant_created_idx").on(t.tenantId, t.createdAt.desc(), t.id.desc()),
    check("clerk_reviews_reason_check", oneOf("reason", clerkReviewReasons)),
    check("clerk_reviews_status_check", oneOf("status", clerkReviewStatuses)),
  ],
);
