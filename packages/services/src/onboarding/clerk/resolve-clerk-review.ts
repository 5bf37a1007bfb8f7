import {
  type ClerkReview,
  emailSchema,
  nipSchema,
  phoneSchema,
  type ResolveClerkReviewInput,
  resolveClerkReviewInput,
  text,
} from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { clerkReviews, sessions, users } from "@gloria/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { assertNoExcess } from "../../access/index.ts";
import { createUser, listAssignmentsToday, userTarget } from "../../organisation/index.ts";
import {
  nextVersion,
  parseInput,
  recordAudit,
  type Services,
  type VerbTransaction,
  writeInTenant,
} from "../../platform/index.ts";
import { applyClerkWord, linkPerson } from "./apply-clerk-actions.ts";
import { listConcernedTenants, lockClerkUser } from "./clerk-memory.ts";
import { lockReview, type ReviewFacts, type ReviewRow, toReviews } from "./clerk-reviews.ts";
import { getClerkReview } from "./list-clerk-reviews.ts";

type Wanted = ReturnType<typeof resolveClerkReviewInput.parse>;

/**
 * Decides a case: Clerk's user is this person, is a new one, or is left alone. Whoever signs in by the link acts as the
 * person, so nobody may link to who holds more than they do.
 *
 * Errors: `access.denied`, `access.escalation`, `clerk.review_not_found`, `clerk.review_closed`, `user.not_found`,
 * `user.clerk_id_in_use`, and for a new person those of creating one.
 */
export async function resolveClerkReview(
  services: Services,
  ctx: TenantContext,
  input: ResolveClerkReviewInput,
): Promise<ClerkReview> {
  const wanted = parseInput(resolveClerkReviewInput, input);
  const userId = wanted.decision === "create" ? await createPerson(services, ctx, wanted) : (wanted.userId ?? null);
  const review = await writeInTenant(services, ctx, async (tx) => {
    await tx.lockEpoch();
    const access = await tx.access;
    access.assertRegion("user:update", { scope: "ALL" });
    const row = await lockReview(tx, wanted.id);
    assertOpen(row);
    if (wanted.version !== undefined && wanted.version !== row.version) throw new AppError("clerk.review_closed");
    if (wanted.decision !== "dismiss" && userId !== null) await link(services, tx, row, userId);
    const [closed] = await tx.db
      .update(clerkReviews)
      .set({
        status: wanted.decision === "dismiss" ? "dismissed" : "resolved",
        resolvedUserId: wanted.decision === "dismiss" ? null : userId,
        resolvedBy: access.userId,
        resolvedAt: sql`now()`,
        ...nextVersion(clerkReviews),
      })
      .where(and(eq(clerkReviews.tenantId, tx.tenantId), eq(clerkReviews.id, row.id)))
      .returning();
    if (closed === undefined) throw new AppError("clerk.review_not_found");
    await recordAudit(tx, wanted.decision === "dismiss" ? "clerk.review_dismiss" : "clerk.review_resolve", {
      entity: { type: "clerk_review", id: row.id, label: row.subject },
      reason: wanted.reason ?? wanted.decision,
      ...(userId === null || wanted.decision === "dismiss" ? {} : { targets: [{ type: "user", id: userId }] }),
    });
    const [answer] = await toReviews(tx, [closed]);
    if (answer === undefined) throw new AppError("clerk.review_not_found");
    return answer;
  });
  if (wanted.decision !== "dismiss") await bringUpToDate(services, ctx, review.subject);
  return review;
}

/** The new person has the e-mail or NIP of the case, so that a failure after this leaves them to be matched by it. */
async function createPerson(services: Services, ctx: TenantContext, wanted: Wanted): Promise<string> {
  const { facts, subject, status } = await getClerkReview(services, ctx, { id: wanted.id });
  if (status !== "open") throw new AppError("clerk.review_closed");
  const created = await createUser(services, ctx, {
    name: text(200).safeParse(facts.name).data ?? facts.email ?? subject,
    ...newcomerNames(facts),
    ...(wanted.homeSchoolId === undefined ? {} : { homeSchoolId: wanted.homeSchoolId }),
  });
  return created.id;
}

function newcomerNames(facts: ReviewFacts) {
  return {
    email: emailSchema.safeParse(facts.email).data ?? null,
    nip: nipSchema.safeParse(facts.externalId).data ?? null,
    phone: phoneSchema.safeParse(facts.phone).data ?? null,
  };
}

function assertOpen(row: ReviewRow): void {
  if (row.status !== "open" || row.reason === "organization_deleted") throw new AppError("clerk.review_closed");
}

async function link(services: Services, tx: VerbTransaction, row: ReviewRow, userId: string): Promise<void> {
  const access = await tx.access;
  const [person] = await tx.db
    .select()
    .from(users)
    .where(and(eq(users.tenantId, tx.tenantId), eq(users.id, userId), isNull(users.deletedAt)))
    .for("update");
  if (person === undefined) throw new AppError("user.not_found");
  access.assert("user:update", userTarget(person, await listAssignmentsToday(tx, userId)));
  await assertNoExcess(tx, access, (await services.permissions.accessOfUser(tx, userId)).effective());
  if (person.clerkUserId === row.subject) return;
  await linkPerson(tx, userId, row.subject);
  // Who signed in as the person by another identity does so no more.
  await tx.db
    .update(sessions)
    .set({ revokedAt: sql`now()`, revokeReason: "relinked" })
    .where(and(eq(sessions.tenantId, tx.tenantId), eq(sessions.userId, userId), isNull(sessions.revokedAt)));
}

/** What Clerk has said meanwhile of the newly linked person counts at once. */
async function bringUpToDate(services: Services, ctx: TenantContext, clerkUserId: string): Promise<void> {
  await services.system.sql.begin(async (tx) => {
    await lockClerkUser(tx, clerkUserId);
    const here = (await listConcernedTenants(tx, clerkUserId)).find((tenant) => tenant.tenantId === ctx.tenantId);
    const { idempotency: _, ...bare } = ctx;
    if (here !== undefined) await applyClerkWord(services, bare, here.remote);
  });
}
