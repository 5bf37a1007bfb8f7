import {
  type ClerkReview,
  clerkReviewIdInput,
  type ListClerkReviewsInput,
  listClerkReviewsInput,
  type Page,
} from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { clerkReviews } from "@gloria/db";
import { and, desc, eq, sql } from "drizzle-orm";
import { decodeCursor, instantKey, pageFrom, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { toReviews } from "./clerk-reviews.ts";

/** What Clerk has said and a person must decide, newest first. It may be about anybody: for who may change everybody. */
export async function listClerkReviews(
  services: Services,
  ctx: TenantContext,
  input: ListClerkReviewsInput,
): Promise<Page<ClerkReview>> {
  const wanted = parseInput(listClerkReviewsInput, input);
  const after = decodeCursor(wanted.cursor, "-createdAt", instantKey);
  return readInTenant(services, ctx, async (tx) => {
    (await tx.access).assertRegion("user:update", { scope: "ALL" });
    const rows = await tx.db
      .select()
      .from(clerkReviews)
      .where(
        and(
          eq(clerkReviews.tenantId, tx.tenantId),
          eq(clerkReviews.status, wanted.status),
          after === null
            ? undefined
            : sql`(${clerkReviews.createdAt}, ${clerkReviews.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(desc(clerkReviews.createdAt), desc(clerkReviews.id))
      .limit(wanted.limit + 1);
    const reviews = await toReviews(tx, rows);
    return pageFrom(
      reviews,
      wanted.limit,
      (review) => review,
      (review) => ({ sort: "-createdAt", after: [review.createdAt, review.id] }),
    );
  });
}

/** One case. Errors: `access.denied`, `clerk.review_not_found`. */
export async function getClerkReview(
  services: Services,
  ctx: TenantContext,
  input: { id: string },
): Promise<ClerkReview> {
  const { id } = parseInput(clerkReviewIdInput, input);
  return readInTenant(services, ctx, async (tx) => {
    (await tx.access).assertRegion("user:update", { scope: "ALL" });
    const rows = await tx.db
      .select()
      .from(clerkReviews)
      .where(and(eq(clerkReviews.tenantId, tx.tenantId), eq(clerkReviews.id, id)));
    const [review] = await toReviews(tx, rows);
    if (review === undefined) throw new AppError("clerk.review_not_found");
    return review;
  });
}
