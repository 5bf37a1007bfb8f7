import { type AccessReviewEvidence, type AccessReviewIdInput, accessReviewIdInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { accessReviewItems } from "@gloria/db";
import { type ExportRow, type ExportTable, writeCsv } from "@gloria/exporters";
import { translate } from "@gloria/i18n";
import { and, asc, eq, gt } from "drizzle-orm";
import { parseInput, readInTenant, recordAudit, type Services, storeFile } from "../../platform/index.ts";
import { type LoadedReviewItem, selectReviewItems } from "./review-items.ts";
import { findReview, type ReviewDataRow, reviewTarget } from "./review-queries.ts";

const lifetimeMs = 24 * 3_600_000;
const pageRows = 500;

/**
 * The evidence of a review as a CSV file: every right with where it came from, what was decided, by whom, and what came
 * of it.
 *
 * Errors: `access.denied`, `access_review.not_found`.
 */
export async function exportAccessReview(
  services: Services,
  ctx: TenantContext,
  input: AccessReviewIdInput,
): Promise<AccessReviewEvidence> {
  const { id } = parseInput(accessReviewIdInput, input);
  const review = await readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("access_review:export");
    const row = await findReview(tx, id);
    access.assert("access_review:export", reviewTarget(row, access));
    return row;
  });
  const expiresAt = new Date(services.clock.now().getTime() + lifetimeMs);
  const name = `access-review-${review.id}.csv`;
  const facts = {
    name,
    mediaType: "text/csv; charset=utf-8",
    purpose: "export",
    expiresAt,
    readerPermissions: ["access_review:export"],
  } as const;
  const csv = writeCsv(tableOf(services, ctx, review), { delimiter: ctx.locale === "id" ? ";" : ",", bom: true });
  const stored = await storeFile(services, ctx, facts, csv, {
    maxBytes: 256 * 1024 ** 2,
    completing: (tx) =>
      recordAudit(tx, "access_review.export", {
        entity: { type: "access_review", id: review.id, label: review.name },
        schoolId: review.schoolId,
      }),
  });
  return {
    fileId: stored.id,
    path: `/files/${stored.id}`,
    name,
    size: stored.size,
    expiresAt: expiresAt.toISOString(),
  };
}

const columns = [
  ["user", "text"],
  ["nip", "text"],
  ["kind", "text"],
  ["right", "text"],
  ["effect", "text"],
  ["scope", "text"],
  ["validUntil", "instant"],
  ["source", "text"],
  ["grantedBy", "text"],
  ["grantedAt", "instant"],
  ["grantReason", "text"],
  ["decision", "text"],
  ["decidedBy", "text"],
  ["decidedAt", "instant"],
  ["reason", "text"],
  ["result", "text"],
] as const;

function tableOf(services: Services, ctx: TenantContext, review: ReviewDataRow): ExportTable {
  const { locale } = ctx;
  return {
    title: review.name,
    columns: columns.map(([key, kind]) => ({ key, kind, title: translate(locale, `accessReview.column_${key}`) })),
    rows: rowsOf(services, ctx, review.id),
    locale,
    timeZone: "UTC",
    filter: null,
    generatedAt: services.clock.now(),
  };
}

async function* rowsOf(services: Services, ctx: TenantContext, reviewId: string): AsyncGenerator<ExportRow> {
  let after: string | null = null;
  for (;;) {
    const page: LoadedReviewItem[] = await readPage(services, ctx, reviewId, after);
    for (const loaded of page) yield rowOf(loaded, ctx);
    const last = page.at(-1);
    if (last === undefined || page.length < pageRows) return;
    after = last.item.id;
  }
}

function readPage(services: Services, ctx: TenantContext, reviewId: string, after: string | null) {
  return readInTenant(services, ctx, async (tx) => {
    (await tx.access).assert("access_review:export");
    return selectReviewItems(tx)
      .where(
        and(
          eq(accessReviewItems.tenantId, tx.tenantId),
          eq(accessReviewItems.reviewId, reviewId),
          after === null ? undefined : gt(accessReviewItems.id, after),
        ),
      )
      .orderBy(asc(accessReviewItems.id))
      .limit(pageRows);
  });
}

function rowOf(
  { item, userName, userNip, grantedByName, decidedByName }: LoadedReviewItem,
  { locale }: TenantContext,
): ExportRow {
  return [
    userName ?? item.userId,
    userNip,
    translate(locale, `accessReview.kind_${item.kind}`),
    item.label,
    item.effect,
    item.scope,
    item.validUntil?.toISOString() ?? null,
    item.source.source,
    grantedByName ?? item.source.grantedBy,
    item.source.grantedAt,
    item.source.reason,
    translate(locale, `accessReview.decision_${item.decision ?? "none"}`),
    decidedByName ?? item.decidedBy,
    item.decidedAt?.toISOString() ?? null,
    item.reason,
    item.result === null ? null : translate(locale, `accessReview.result_${item.result}`),
  ];
}
