import { type AccessReviewDecisions, type DecideAccessReviewInput, decideAccessReviewInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { accessReviewItems } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, eq, inArray } from "drizzle-orm";
import { parseInput, recordAudits, type Services, type VerbTransaction } from "../../platform/index.ts";
import { showProblem } from "../bulk/batch-queries.ts";
import { endRights } from "../bulk/end-rights.ts";
import { halving } from "../bulk/halving.ts";
import { changeRights } from "../escalation/index.ts";
import { assertOpen, lockReview, type ReviewDataRow, reviewTarget, showReview } from "./review-queries.ts";

type ItemRow = typeof accessReviewItems.$inferSelect;
type Outcome = AccessReviewDecisions["results"][number]["outcome"];

interface Decision {
  readonly itemId: string;
  readonly decision: "keep" | "revoke";
  readonly reason: string | null;
}

interface Verdict extends Decision {
  readonly item: ItemRow;
  readonly outcome: Outcome;
  readonly problem: AppError | null;
}

/**
 * Says of rights whether they are still needed; what is revoked ends at once, by the reviewer's office, whether or not
 * they could end it otherwise. Nobody decides about their own rights, and the last administrator stays. Each item has
 * its own result.
 *
 * Errors: `access_review.not_found`, `access.denied`, `access_review.closed`, `access_review.item_not_found`.
 */
export async function decideAccessReview(
  services: Services,
  ctx: TenantContext,
  input: DecideAccessReviewInput,
): Promise<AccessReviewDecisions> {
  const { id, decisions } = parseInput(decideAccessReviewInput, input);
  const wanted = decisions.map(({ itemId, decision, reason }) => ({
    itemId: itemId.toLowerCase(),
    decision,
    reason: reason ?? null,
  }));
  const verdicts = new Map<string, Verdict>();
  const answers: Pick<AccessReviewDecisions, "epoch" | "review">[] = [];
  const decide = async (some: readonly Decision[], refusal: AppError | null) => {
    const { epoch, review, made } = await changeRights(services, ctx, { dryRun: false }, async (tx, access) => {
      access.assert("access_review:approve");
      const row = await lockReview(tx, id);
      access.assert("access_review:approve", reviewTarget(row, access));
      assertOpen(row);
      const items = await loadItems(tx, row, some);
      const found = await judge(tx, access, some, items, refusal);
      await write(tx, access, row, found);
      return { made: found, review: await showReview(tx, row, access) };
    });
    for (const verdict of made) verdicts.set(verdict.itemId, verdict);
    answers.push({ epoch, review });
  };
  await halving(
    wanted,
    0,
    (some) => decide(some, null),
    (one, _, refusal) => decide([one], refusal),
  );
  const last = answers.at(-1);
  if (last === undefined) throw new Error("no decision was made");
  return {
    ...last,
    results: wanted.map(({ itemId }) => {
      const verdict = verdicts.get(itemId);
      if (verdict === undefined) throw new Error("an item was not decided");
      return { itemId, outcome: verdict.outcome, problem: showProblem(verdict.problem, ctx.locale) };
    }),
  };
}

async function loadItems(
  tx: VerbTransaction,
  row: ReviewDataRow,
  wanted: readonly Decision[],
): Promise<ReadonlyMap<string, ItemRow>> {
  const found = await tx.db
    .select()
    .from(accessReviewItems)
    .where(
      and(
        eq(accessReviewItems.tenantId, tx.tenantId),
        eq(accessReviewItems.reviewId, row.id),
        inArray(
          accessReviewItems.id,
          wanted.map(({ itemId }) => itemId),
        ),
      ),
    );
  const items = new Map(found.map((item) => [item.id, item]));
  const missing = wanted.find(({ itemId }) => !items.has(itemId));
  if (missing !== undefined) throw new AppError("access_review.item_not_found", { itemId: missing.itemId });
  return items;
}

/** @param refusal why the one right that is wanted ended cannot be */
async function judge(
  tx: VerbTransaction,
  access: Access,
  wanted: readonly Decision[],
  items: ReadonlyMap<string, ItemRow>,
  refusal: AppError | null,
): Promise<Verdict[]> {
  const sorted = wanted.map((decision): Verdict => {
    const item = items.get(decision.itemId);
    if (item === undefined) throw new AppError("access_review.item_not_found", { itemId: decision.itemId });
    const refuse = (problem: AppError): Verdict => ({ ...decision, item, outcome: "refused", problem });
    if (item.userId === access.userId) return refuse(new AppError("access_review.own_item"));
    if (item.result === "revoked") return refuse(new AppError("access_review.already_revoked"));
    if (decision.decision === "keep") return { ...decision, item, outcome: "kept", problem: null };
    return refusal === null ? { ...decision, item, outcome: "revoked", problem: null } : refuse(refusal);
  });
  const ending = sorted.filter(({ outcome }) => outcome === "revoked");
  const outcomes = await endRights(
    tx,
    access,
    ending.map(({ item }) => ({ kind: item.kind, id: item.rightId, userId: item.userId })),
    { reason: ending[0]?.reason ?? null, isEntrusted: true },
  );
  return sorted.map((verdict): Verdict => {
    const problem = outcomes[ending.indexOf(verdict)] ?? null;
    if (verdict.outcome !== "revoked" || problem === null) return verdict;
    return problem.code === "permission_batch.item_ended"
      ? { ...verdict, outcome: "already_ended" }
      : { ...verdict, outcome: "refused", problem };
  });
}

const resultOf = { kept: null, revoked: "revoked", already_ended: "already_ended", refused: "refused" } as const;

/** Of an item that may not be decided so nothing changes; that it was tried is in the log. */
async function write(
  tx: VerbTransaction,
  access: Access,
  row: ReviewDataRow,
  verdicts: readonly Verdict[],
): Promise<void> {
  const untouchable = ["access_review.own_item", "access_review.already_revoked"];
  const written = verdicts.filter(({ problem }) => problem === null || !untouchable.includes(problem.code));
  await tx.sql.unsafe(
    `update gloria.access_review_items t set decision = r.decision, reason = r.reason, result = r.result, problem = r.problem,
       decided_at = now(), decided_by = $3::uuid
     from jsonb_to_recordset($2::text::jsonb) as r(id uuid, decision text, reason text, result text, problem text)
     where t.tenant_id = $1::uuid and t.id = r.id`,
    [
      tx.tenantId,
      JSON.stringify(
        written.map(({ itemId, decision, reason, outcome, problem }) => ({
          id: itemId,
          decision,
          reason,
          result: resultOf[outcome],
          problem: problem?.code ?? null,
        })),
      ),
      access.userId,
    ],
  );
  await recordAudits(
    tx,
    verdicts.map(({ item, decision, reason, outcome, problem }) => ({
      action: "access_review.decide" as const,
      facts: {
        entity: { type: "access_review" as const, id: row.id, label: row.name },
        schoolId: row.schoolId,
        targets: [
          { type: item.kind, id: item.rightId, label: item.label },
          { type: "user", id: item.userId },
        ],
        snapshot: { itemId: item.id, decision, outcome, problem: problem?.code ?? null },
        outcome: outcome === "refused" ? ("failure" as const) : ("success" as const),
        reason,
      },
    })),
  );
}
