import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { gloria, instant, oneOf, tenantRow, versionedRow } from "../columns.ts";

const scopes = ["all", "school", "role"] as const;
const results = ["revoked", "already_ended", "refused"] as const;

/** A campaign in which people say of each right whether it is still needed. */
export const accessReviews = gloria.table(
  "access_reviews",
  {
    ...tenantRow(),
    name: text("name").notNull(),
    scope: text("scope", { enum: scopes }).notNull(),
    schoolId: uuid("school_id"),
    roleId: uuid("role_id"),
    reviewerIds: uuid("reviewer_ids").array().notNull(),
    dueAt: instant("due_at").notNull(),
    /** The epoch that the items were taken at. */
    snapshotEpoch: bigint("snapshot_epoch", { mode: "number" }).notNull(),
    status: text("status", { enum: ["open", "closed"] })
      .notNull()
      .default("open"),
    total: integer("total").notNull().default(0),
    closedAt: instant("closed_at"),
    closedBy: uuid("closed_by"),
    createdBy: uuid("created_by"),
    ...versionedRow(),
  },
  (t) => [
    primaryKey({ name: "access_reviews_pkey", columns: [t.tenantId, t.id] }),
    index("access_reviews_tenant_created_idx").on(t.tenantId, t.createdAt.desc(), t.id.desc()),
    check("access_reviews_scope_check", oneOf("scope", scopes)),
    check("access_reviews_status_check", oneOf("status", ["open", "closed"])),
    check(
      "access_reviews_place_check",
      sql`(scope = 'school') = (school_id is not null) and (scope = 'role') = (role_id is not null)`,
    ),
  ],
);

/** A right as it stood when the campaign began, what was decided of it, and what came of that. */
export const accessReviewItems = gloria.table(
  "access_review_items",
  {
    ...tenantRow(),
    reviewId: uuid("review_id").notNull(),
    kind: text("kind", { enum: ["role_assignment", "grant"] }).notNull(),
    /** The role assignment or the grant. */
    rightId: uuid("right_id").notNull(),
    userId: uuid("user_id").notNull(),
    roleId: uuid("role_id"),
    /** What it was called then: the role's name, or the permission. */
    label: text("label").notNull(),
    effect: text("effect", { enum: ["ALLOW", "DENY"] })
      .notNull()
      .default("ALLOW"),
    scope: text("scope"),
    schoolId: uuid("school_id"),
    departmentId: uuid("department_id"),
    validUntil: instant("valid_until"),
    /** Where it came from: who gave it, when, why, by which way. */
    source: jsonb("source").$type<AccessReviewSourceRow>().notNull(),
    decision: text("decision", { enum: ["keep", "revoke"] }),
    reason: text("reason"),
    decidedAt: instant("decided_at"),
    decidedBy: uuid("decided_by"),
    result: text("result", { enum: results }),
    /** Why it was refused. */
    problem: text("problem"),
  },
  (t) => [
    primaryKey({ name: "access_review_items_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({
      name: "access_review_items_review_fkey",
      columns: [t.tenantId, t.reviewId],
      foreignColumns: [accessReviews.tenantId, accessReviews.id],
    }),
    index("access_review_items_review_idx").on(t.tenantId, t.reviewId, t.id),
    check("access_review_items_kind_check", oneOf("kind", ["role_assignment", "grant"])),
    check("access_review_items_effect_check", oneOf("effect", ["ALLOW", "DENY"])),
    check("access_review_items_decision_check", sql`decision is null or decision in ('keep', 'revoke')`),
    check("access_review_items_result_check", sql`result is null or result in ('revoked', 'already_ended', 'refused')`),
  ],
);

/** How a right came to be. */
export interface AccessReviewSourceRow {
  readonly source: string;
  readonly reason: string | null;
  readonly grantedBy: string | null;
  /** RFC 3339. */
  readonly grantedAt: string;
}
