import { type TenantTransaction, tenants } from "@gloria/db";
import { eq } from "drizzle-orm";
import { notify } from "../../platform/index.ts";
import type { ReviewDataRow } from "./review-queries.ts";

/** Tells the reviewers that they are awaited, or were in vain; of the latter whoever began the review too. */
export async function announceReview(
  tx: TenantTransaction,
  row: ReviewDataRow,
  what: "assigned" | "overdue",
  undecided: number,
): Promise<void> {
  const [tenant] = await tx.db.select({ timeZone: tenants.timeZone }).from(tenants).where(eq(tenants.id, tx.tenantId));
  const others = what === "overdue" && row.createdBy !== null ? [row.createdBy] : [];
  await notify(tx, {
    type: `access_review.${what}`,
    recipientIds: [...row.reviewerIds, ...others],
    entity: { type: "access_review", id: row.id },
    schoolId: row.schoolId,
    data: {
      name: row.name,
      dueAt: row.dueAt.toISOString(),
      timeZone: tenant?.timeZone ?? "Asia/Jakarta",
      undecided,
    },
  });
}
