import type { AccessReview } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { accessReviews, type TenantTransaction, users } from "@gloria/db";
import { type Access, rowFilterSql, type Target } from "@gloria/permissions";
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";

export type ReviewDataRow = typeof accessReviews.$inferSelect;

/** What permissions see of a review: its reviewers' and its maker's own, in the school that it is about. */
export function reviewTarget(
  row: Pick<ReviewDataRow, "tenantId" | "id" | "schoolId" | "reviewerIds" | "createdBy">,
  access: Access,
): Target {
  const { userId } = access;
  const isReviewer = userId !== null && row.reviewerIds.includes(userId);
  return {
    tenantId: row.tenantId,
    ownerId: isReviewer ? userId : row.createdBy,
    departmentIds: [],
    schoolIds: row.schoolId === null ? [] : [row.schoolId],
    resource: { type: "access_review", id: row.id },
  };
}

/** The rows of `access_reviews` that the caller may read; the SQL twin of {@link reviewTarget}. */
export function visibleReviews(access: Access): SQL | undefined {
  return rowFilterSql(access.filter("access_review:read"), {
    own: (userId) =>
      userId === access.userId
        ? sql`(${userId}::uuid = any(${accessReviews.reviewerIds}) or ${accessReviews.createdBy} = ${userId}::uuid)`
        : sql`(${accessReviews.createdBy} = ${userId}::uuid)`,
    school: (ids) => sql`${accessReviews.schoolId} = any(${sql.param(ids)}::uuid[])`,
    department: null,
    schoolless: sql`${accessReviews.schoolId} is null`,
    resource: { type: "access_review", is: (ids) => sql`${accessReviews.id} = any(${sql.param(ids)}::uuid[])` },
  });
}

/** @throws AppError `access_review.not_found` */
export async function findReview(tx: TenantTransaction, id: string): Promise<ReviewDataRow> {
  const [row] = await tx.db
    .select()
    .from(accessReviews)
    .where(and(eq(accessReviews.tenantId, tx.tenantId), eq(accessReviews.id, id)));
  if (row === undefined) throw new AppError("access_review.not_found");
  return row;
}

/** One of them, locked until the transaction ends. @throws AppError `access_review.not_found` */
export async function lockReview(tx: TenantTransaction, id: string): Promise<ReviewDataRow> {
  await tx.db
    .select({ id: accessReviews.id })
    .from(accessReviews)
    .where(and(eq(accessReviews.tenantId, tx.tenantId), eq(accessReviews.id, id)))
    .for("update");
  return findReview(tx, id);
}

/** @throws AppError `access_review.closed` */
export function assertOpen({ status }: ReviewDataRow): void {
  if (status === "closed") throw new AppError("access_review.closed");
}

interface Tally {
  readonly id: string;
  readonly keep: number;
  readonly revoke: number;
  readonly undecided: number;
  readonly refused: number;
}

/** Reviews as they are answered, with their progress and names. */
export async function showReviews(
  tx: TenantTransaction,
  rows: readonly ReviewDataRow[],
  access: Access,
): Promise<AccessReview[]> {
  if (rows.length === 0) return [];
  const { now } = await tx.opening;
  const reviewerIds = [...new Set(rows.flatMap((row) => row.reviewerIds))];
  const [tallies, people] = await Promise.all([
    tx.sql.unsafe<Tally[]>(
      `select review_id as id, count(*) filter (where decision = 'keep')::int as keep,
         count(*) filter (where decision = 'revoke' and result <> 'refused')::int as revoke,
         count(*) filter (where decision is null)::int as undecided, count(*) filter (where result = 'refused')::int as refused
       from gloria.access_review_items where tenant_id = $1::uuid and review_id = any ($2::text::uuid[]) group by review_id`,
      [tx.tenantId, `{${rows.map(({ id }) => id).join(",")}}`],
    ),
    tx.db
      .select({ id: users.id, name: users.name })
      .from(users)
      .where(and(eq(users.tenantId, tx.tenantId), inArray(users.id, reviewerIds))),
  ]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map((row) => {
    const { keep, revoke, undecided, refused } = tallies.find(({ id }) => id === row.id) ?? nothing;
    const target = reviewTarget(row, access);
    const isOpen = row.status === "open";
    return {
      id: row.id,
      name: row.name,
      scope: row.scope,
      schoolId: row.schoolId,
      roleId: row.roleId,
      reviewers: row.reviewerIds.map((id) => ({ id, name: names.get(id) ?? null })),
      dueAt: row.dueAt.toISOString(),
      overdue: isOpen && row.dueAt <= now && undecided > 0,
      status: row.status,
      progress: { total: row.total, keep, revoke, undecided, refused },
      snapshotEpoch: row.snapshotEpoch,
      createdAt: row.createdAt.toISOString(),
      createdBy: row.createdBy,
      closedAt: row.closedAt?.toISOString() ?? null,
      can: {
        decide: isOpen && access.can("access_review:approve", target),
        close: isOpen && access.can("access_review:close", target),
      },
    };
  });
}

const nothing = { keep: 0, revoke: 0, undecided: 0, refused: 0 };

export async function showReview(tx: TenantTransaction, row: ReviewDataRow, access: Access): Promise<AccessReview> {
  const [shown] = await showReviews(tx, [row], access);
  if (shown === undefined) throw new Error("a review was not shown");
  return shown;
}
