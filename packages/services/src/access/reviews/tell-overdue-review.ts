import { accessReviewItems, accessReviews } from "@gloria/db";
import { and, count, eq, isNull } from "drizzle-orm";
import { type Services, systemContext, writeInTenant } from "../../platform/index.ts";
import { announceReview } from "./announce-review.ts";

/**
 * Tells that a review is overdue, unless it is closed or decided throughout. Safe to run twice and at once: what was
 * told stays told.
 */
export async function tellOverdueReview(
  services: Services,
  ref: { readonly tenantId: string; readonly reviewId: string },
): Promise<void> {
  await writeInTenant(services, systemContext(ref.tenantId, "worker.access_review"), async (tx) => {
    (await tx.access).assert("access_review:read");
    const [row] = await tx.db
      .select()
      .from(accessReviews)
      .where(and(eq(accessReviews.tenantId, tx.tenantId), eq(accessReviews.id, ref.reviewId)))
      .for("update");
    if (row === undefined || row.status === "closed") return;
    const told = await tx.sql.unsafe(
      "select 1 from gloria.notifications where tenant_id = $1::uuid and type = 'access_review.overdue' and entity_id = $2::uuid limit 1",
      [tx.tenantId, row.id],
    );
    if (told.length > 0) return;
    const [left] = await tx.db
      .select({ items: count() })
      .from(accessReviewItems)
      .where(
        and(
          eq(accessReviewItems.tenantId, tx.tenantId),
          eq(accessReviewItems.reviewId, row.id),
          isNull(accessReviewItems.decision),
        ),
      );
    const undecided = left?.items ?? 0;
    if (undecided > 0) await announceReview(tx, row, "overdue", undecided);
  });
}
