import type { AccessReviewItem } from "@gloria/contracts";
import { accessReviewItems, type TenantTransaction, users } from "@gloria/db";
import { and, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { showProblem } from "../bulk/batch-queries.ts";

const holders = alias(users, "holders");

/** Items of reviews with the names of their people; conditions, order and limit are the caller's. */
export function selectReviewItems(tx: TenantTransaction) {
  return tx.db
    .select({
      item: accessReviewItems,
      userName: holders.name,
      userNip: holders.nip,
      grantedByName: sql<string | null>`(select g.name from gloria.users g
        where g.tenant_id = ${accessReviewItems.tenantId} and g.id = (${accessReviewItems.source} ->> 'grantedBy')::uuid)`,
      decidedByName: sql<string | null>`(select d.name from gloria.users d
        where d.tenant_id = ${accessReviewItems.tenantId} and d.id = ${accessReviewItems.decidedBy})`,
    })
    .from(accessReviewItems)
    .leftJoin(holders, and(eq(holders.tenantId, accessReviewItems.tenantId), eq(holders.id, accessReviewItems.userId)));
}

export type LoadedReviewItem = Awaited<ReturnType<typeof selectReviewItems>>[number];

export function toReviewItem(
  { item, userName, userNip, grantedByName }: LoadedReviewItem,
  tx: TenantTransaction,
): AccessReviewItem {
  return {
    id: item.id,
    kind: item.kind,
    rightId: item.rightId,
    user: { id: item.userId, name: userName, nip: userNip },
    roleId: item.roleId,
    label: item.label,
    effect: item.effect,
    scope: item.scope,
    schoolId: item.schoolId,
    departmentId: item.departmentId,
    validUntil: item.validUntil?.toISOString() ?? null,
    source: {
      source: item.source.source,
      reason: item.source.reason,
      grantedBy: item.source.grantedBy,
      grantedByName,
      grantedAt: item.source.grantedAt,
    },
    decision: item.decision,
    reason: item.reason,
    decidedAt: item.decidedAt?.toISOString() ?? null,
    decidedBy: item.decidedBy,
    result: item.result,
    problem: showProblem(item.problem === null ? null : { code: item.problem, params: {} }, tx.ctx.locale),
  };
}
