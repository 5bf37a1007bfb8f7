import {
  type AccessReview,
  type AccessReviewIdInput,
  type AccessReviewItem,
  type AccessReviewPage,
  accessReviewIdInput,
  type ListAccessReviewItemsInput,
  type ListAccessReviewsInput,
  listAccessReviewItemsInput,
  listAccessReviewsInput,
  type Page,
} from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { accessReviewItems, accessReviews } from "@gloria/db";
import { and, asc, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { decodeCursor, instantKey, pageFrom, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { selectReviewItems, toReviewItem } from "./review-items.ts";
import { findReview, reviewTarget, showReview, showReviews, visibleReviews } from "./review-queries.ts";

const sort = "-createdAt";

/** The reviews that the caller may see, newest first. Errors: `access.denied`. */
export async function listAccessReviews(
  services: Services,
  ctx: TenantContext,
  input: ListAccessReviewsInput,
): Promise<AccessReviewPage> {
  const { limit, cursor, status } = parseInput(listAccessReviewsInput, input);
  const after = decodeCursor(cursor, sort, instantKey);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("access_review:read");
    const rows = await tx.db
      .select()
      .from(accessReviews)
      .where(
        and(
          eq(accessReviews.tenantId, tx.tenantId),
          visibleReviews(access),
          status === undefined ? undefined : eq(accessReviews.status, status),
          after === null
            ? undefined
            : sql`(${accessReviews.createdAt}, ${accessReviews.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(desc(accessReviews.createdAt), desc(accessReviews.id))
      .limit(limit + 1);
    const page = pageFrom(
      rows,
      limit,
      (row) => row,
      (row) => ({ sort, after: [row.createdAt.toISOString(), row.id] }),
    );
    const items = await showReviews(tx, page.items, access);
    return { items, nextCursor: page.nextCursor, can: { create: access.can("access_review:create") } };
  });
}

/** Errors: `access.denied`, `access_review.not_found`. */
export async function getAccessReview(
  services: Services,
  ctx: TenantContext,
  input: AccessReviewIdInput,
): Promise<AccessReview> {
  const { id } = parseInput(accessReviewIdInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("access_review:read");
    const row = await findReview(tx, id);
    access.assert("access_review:read", reviewTarget(row, access));
    return showReview(tx, row, access);
  });
}

const itemSort = "id";
const itemKey = z.tuple([z.guid()]);

/** The rights under review, person by person. Errors: `access.denied`, `access_review.not_found`. */
export async function listAccessReviewItems(
  services: Services,
  ctx: TenantContext,
  input: ListAccessReviewItemsInput,
): Promise<Page<AccessReviewItem>> {
  const { id, limit, cursor, decision, userId } = parseInput(listAccessReviewItemsInput, input);
  const after = decodeCursor(cursor, itemSort, itemKey);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("access_review:read");
    const row = await findReview(tx, id);
    access.assert("access_review:read", reviewTarget(row, access));
    const rows = await selectReviewItems(tx)
      .where(
        and(
          eq(accessReviewItems.tenantId, tx.tenantId),
          eq(accessReviewItems.reviewId, row.id),
          userId === undefined ? undefined : eq(accessReviewItems.userId, userId),
          decision === undefined
            ? undefined
            : decision === "undecided"
              ? isNull(accessReviewItems.decision)
              : eq(accessReviewItems.decision, decision),
          after === null ? undefined : gt(accessReviewItems.id, after[0]),
        ),
      )
      .orderBy(asc(accessReviewItems.id))
      .limit(limit + 1);
    return pageFrom(
      rows,
      limit,
      (loaded) => toReviewItem(loaded, tx),
      ({ item }) => ({ sort: itemSort, after: [item.id] }),
    );
  });
}
