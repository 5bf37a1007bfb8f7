import { type AccessReview, type CreateAccessReviewInput, createAccessReviewInput } from "@gloria/contracts";
import { AppError, newId, type TenantContext } from "@gloria/core";
import { accessReviews, roles, users } from "@gloria/db";
import { enqueueOutbox } from "@gloria/jobs";
import { and, eq, inArray, isNull } from "drizzle-orm";
import {
  assertSchoolExists,
  parseInput,
  recordAudit,
  type Services,
  type VerbTransaction,
  writeInTenant,
} from "../../platform/index.ts";
import { announceReview } from "./announce-review.ts";
import { findReview, showReview } from "./review-queries.ts";
import { snapshotRights } from "./snapshot-rights.ts";

/**
 * Begins a review of who has which right: every role assignment and direct grant in its scope is written down as it
 * stands, and its reviewers are told.
 *
 * Errors: `access.denied`, `school.not_found`, `role.not_found`, `user.not_found` for a reviewer, `access.window_past`.
 */
export async function createAccessReview(
  services: Services,
  ctx: TenantContext,
  input: CreateAccessReviewInput,
): Promise<AccessReview> {
  const { name, scope, ...wanted } = parseInput(createAccessReviewInput, input);
  const schoolId = wanted.schoolId ?? null;
  const roleId = wanted.roleId ?? null;
  const dueAt = new Date(wanted.dueAt);
  return writeInTenant(services, ctx, async (tx) => {
    // Nobody changes rights until the items stand: they are those of this epoch.
    const epoch = await tx.lockEpoch();
    const access = await tx.access;
    if (schoolId !== null) await assertSchoolExists(tx, schoolId);
    access.assertRegion("access_review:create", schoolId === null ? { scope: "ALL" } : { scope: "SCHOOL", schoolId });
    if (roleId !== null) await assertRoleExists(tx, roleId);
    const reviewerIds = await assertReviewers(tx, wanted.reviewerIds);
    const { now } = await tx.opening;
    if (!(dueAt > now)) throw new AppError("access.window_past", { until: wanted.dueAt });
    const id = newId();
    const facts = { name, scope, schoolId, roleId, reviewerIds, dueAt, snapshotEpoch: epoch };
    await tx.db.insert(accessReviews).values({ ...facts, tenantId: tx.tenantId, id, createdBy: access.userId });
    const total = await snapshotRights(tx, { reviewId: id, schoolId, roleId });
    await tx.db
      .update(accessReviews)
      .set({ total })
      .where(and(eq(accessReviews.tenantId, tx.tenantId), eq(accessReviews.id, id)));
    const row = await findReview(tx, id);
    await Promise.all([
      announceReview(tx, row, "assigned", total),
      enqueueOutbox(tx, "access_review.tell_overdue", { tenantId: tx.tenantId, reviewId: id }, { notBefore: dueAt }),
      recordAudit(tx, "access_review.create", {
        entity: { type: "access_review", id, version: 1, label: name },
        schoolId,
        snapshot: { ...facts, dueAt: wanted.dueAt, total },
      }),
    ]);
    return showReview(tx, row, access);
  });
}

async function assertRoleExists(tx: VerbTransaction, id: string): Promise<void> {
  const [role] = await tx.db
    .select({ id: roles.id })
    .from(roles)
    .where(and(eq(roles.tenantId, tx.tenantId), eq(roles.id, id), isNull(roles.deletedAt)));
  if (role === undefined) throw new AppError("role.not_found");
}

async function assertReviewers(tx: VerbTransaction, wanted: readonly string[]): Promise<string[]> {
  const ids = [...new Set(wanted.map((id) => id.toLowerCase()))];
  const found = await tx.db
    .select({ id: users.id })
    .from(users)
    .where(
      and(eq(users.tenantId, tx.tenantId), inArray(users.id, ids), isNull(users.deletedAt), eq(users.status, "active")),
    );
  const missing = ids.find((id) => !found.some((one) => one.id === id));
  if (missing !== undefined) throw new AppError("user.not_found", { userId: missing });
  return ids;
}
