import { createHash } from "node:crypto";
import type { ClerkReview, ClerkReviewReason } from "@gloria/contracts";
import { AppError, newId } from "@gloria/core";
import { clerkReviews, type TenantTransaction, users } from "@gloria/db";
import { and, eq, inArray, sql } from "drizzle-orm";
import { nextVersion, recordAudit } from "../../platform/index.ts";
import type { RemotePerson } from "./reconcile.ts";

export type ReviewRow = typeof clerkReviews.$inferSelect;
export type ReviewFacts = ClerkReview["facts"];

/** A case for a person to decide, about a user or an organisation of Clerk's. */
export interface OpenReview {
  readonly subject: string;
  readonly reason: ClerkReviewReason;
  readonly facts: ReviewFacts;
  readonly candidateIds: readonly string[];
}

export function factsOf(remote: RemotePerson): ReviewFacts {
  const { clerkUserId: _, ...facts } = remote;
  return facts;
}

/**
 * Opens the subject's case, or brings it up to date. Null when the very same was dismissed before: asking again would
 * only wear people out.
 */
export async function openReview(tx: TenantTransaction, review: OpenReview): Promise<string | null> {
  const { subject, reason, facts, candidateIds } = review;
  const fingerprint = createHash("sha256")
    .update(JSON.stringify([reason, facts.email, facts.externalId, [...candidateIds].sort()]))
    .digest("hex");
  const [open] = await tx.db
    .select()
    .from(clerkReviews)
    .where(ofSubject(tx, subject, "open"))
    .for("update");
  if (open !== undefined) {
    if (open.fingerprint !== fingerprint || !sameFacts(open.facts, facts)) {
      await tx.db
        .update(clerkReviews)
        .set({ reason, facts, candidateIds: [...candidateIds], fingerprint, ...nextVersion(clerkReviews) })
        .where(and(eq(clerkReviews.tenantId, tx.tenantId), eq(clerkReviews.id, open.id)));
    }
    return open.id;
  }
  const [dismissed] = await tx.db
    .select({ id: clerkReviews.id })
    .from(clerkReviews)
    .where(
      and(
        ofSubject(tx, subject, "dismissed"),
        eq(clerkReviews.fingerprint, fingerprint),
        sql`${clerkReviews.resolvedBy} is not null`,
      ),
    )
    .limit(1);
  if (dismissed !== undefined) return null;
  const id = newId();
  await Promise.all([
    tx.db
      .insert(clerkReviews)
      .values({ tenantId: tx.tenantId, id, subject, reason, facts, candidateIds: [...candidateIds], fingerprint }),
    recordAudit(tx, "clerk.review_open", { entity: { type: "clerk_review", id, label: subject }, reason }),
  ]);
  return id;
}

/** The case has settled itself: nobody needs to decide it any more. */
export async function settleReview(tx: TenantTransaction, subject: string): Promise<void> {
  const closed = await tx.db
    .update(clerkReviews)
    .set({ status: "dismissed", resolvedAt: sql`now()`, ...nextVersion(clerkReviews) })
    .where(ofSubject(tx, subject, "open"))
    .returning({ id: clerkReviews.id });
  await Promise.all(
    closed.map(({ id }) =>
      recordAudit(tx, "clerk.review_dismiss", {
        entity: { type: "clerk_review", id, label: subject },
        reason: "settled",
      }),
    ),
  );
}

/** @throws AppError `clerk.review_not_found` */
export async function lockReview(tx: TenantTransaction, id: string): Promise<ReviewRow> {
  const [row] = await tx.db
    .select()
    .from(clerkReviews)
    .where(and(eq(clerkReviews.tenantId, tx.tenantId), eq(clerkReviews.id, id)))
    .for("update");
  if (row === undefined) throw new AppError("clerk.review_not_found");
  return row;
}

/** Rows as their contract, with the people who may be meant. */
export async function toReviews(tx: TenantTransaction, rows: readonly ReviewRow[]): Promise<ClerkReview[]> {
  const ids = [...new Set(rows.flatMap((row) => row.candidateIds))];
  const people =
    ids.length === 0
      ? []
      : await tx.db
          .select({ id: users.id, name: users.name, email: users.email, nip: users.nip })
          .from(users)
          .where(and(eq(users.tenantId, tx.tenantId), inArray(users.id, ids)));
  return rows.map((row) => ({
    id: row.id,
    subject: row.subject,
    reason: row.reason,
    status: row.status,
    facts: row.facts as unknown as ReviewFacts,
    candidates: people.filter((person) => row.candidateIds.includes(person.id)),
    resolvedUserId: row.resolvedUserId,
    resolvedBy: row.resolvedBy,
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
  }));
}

function ofSubject(tx: TenantTransaction, subject: string, status: ReviewRow["status"]) {
  return and(
    eq(clerkReviews.tenantId, tx.tenantId),
    eq(clerkReviews.subject, subject),
    eq(clerkReviews.status, status),
  );
}

/** The database gives an object's fields back in its own order. */
function sameFacts(a: Readonly<Record<string, unknown>>, b: ReviewFacts): boolean {
  return Object.entries(b).every(([field, value]) => a[field] === value);
}
