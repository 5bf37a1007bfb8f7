import { type AccessReviewIdInput, accessReviewIdInput, type CloseAccessReview } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { accessReviewItems, accessReviews } from "@gloria/db";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { nextVersion, parseInput, recordAudit, type Services, writeInTenant } from "../../platform/index.ts";
import { selectReviewItems, toReviewItem } from "./review-items.ts";
import { assertOpen, lockReview, reviewTarget, showReview } from "./review-queries.ts";

const listedItems = 200;

/**
 * Ends a review. What nobody has decided keeps its right, and is listed.
 *
 * Errors: `access.denied`, `access_review.not_found`, `access_review.closed`.
 */
export async function closeAccessReview(
  services: Services,
  ctx: TenantContext,
  input: AccessReviewIdInput,
): Promise<CloseAccessReview> {
  const { id } = parseInput(accessReviewIdInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.shareEpoch();
    const access = await tx.access;
    access.assert("access_review:close");
    const before = await lockReview(tx, id);
    access.assert("access_review:close", reviewTarget(before, access));
    assertOpen(before);
    const [row] = await tx.db
      .update(accessReviews)
      .set({ status: "closed", closedAt: sql`now()`, closedBy: access.userId, ...nextVersion(accessReviews) })
      .where(and(eq(accessReviews.tenantId, tx.tenantId), eq(accessReviews.id, id)))
      .returning();
    if (row === undefined) throw new AppError("access_review.not_found");
    const undecided = await selectReviewItems(tx)
      .where(
        and(
          eq(accessReviewItems.tenantId, tx.tenantId),
          eq(accessReviewItems.reviewId, row.id),
          isNull(accessReviewItems.decision),
        ),
      )
      .orderBy(asc(accessReviewItems.id))
      .limit(listedItems);
    const review = await showReview(tx, row, access);
    await recordAudit(tx, "access_review.close", {
      entity: { type: "access_review", id: row.id, version: row.version, label: row.name },
      schoolId: row.schoolId,
      snapshot: { ...review.progress },
    });
    return { review, undecided: undecided.map((item) => toReviewItem(item, tx)) };
  });
}
