import { type BulkAssignInput, type bulkAssignInput, permissionBatchMax } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import type { BatchRightRow, TenantTransaction } from "@gloria/db";
import type { z } from "zod";
import type { BatchItem } from "./plan-items.ts";
import type { PreparedRight } from "./prepare-rights.ts";

/** A bulk assignment as it was asked for: people named twice count once. */
export interface BatchRequest {
  readonly userIds: readonly string[];
  readonly rights: readonly BatchRightRow[];
  readonly reason: string;
}

/** @throws AppError `permission_batch.too_many` */
export function readBatchRequest(wanted: Pick<z.output<typeof bulkAssignInput>, keyof BulkAssignInput>): BatchRequest {
  const userIds = [...new Set(wanted.userIds.map((id) => id.toLowerCase()))];
  const rights = wanted.rights.map((right) => ({
    ...right,
    roleId: right.roleId?.toLowerCase() ?? null,
    grant: right.grant ?? null,
    schoolId: right.schoolId?.toLowerCase() ?? null,
    departmentId: right.departmentId?.toLowerCase() ?? null,
  }));
  const items = userIds.length * rights.length;
  if (items > permissionBatchMax) throw new AppError("permission_batch.too_many", { max: permissionBatchMax, items });
  return { userIds, rights, reason: wanted.reason };
}

/** Each person with each right: the first person first. */
export function itemsOf({ userIds, rights }: BatchRequest): BatchItem[] {
  return userIds.flatMap((userId, person) =>
    rights.map((_, rightIndex) => ({ itemNumber: person * rights.length + rightIndex + 1, userId, rightIndex })),
  );
}

/**
 * What is wrong with the request itself is said at once; that the caller may not give something is said of each item.
 *
 * @throws AppError `user.not_found`, and what {@link PreparedRight} says of a right that nobody could give
 */
export async function assertRequestSound(
  tx: TenantTransaction,
  { userIds }: BatchRequest,
  rights: readonly PreparedRight[],
): Promise<void> {
  const wrong = rights.find(({ refusal }) => refusal !== null && refusal.family !== "FORBIDDEN");
  if (wrong !== undefined && wrong.refusal !== null) throw wrong.refusal;
  const [missing] = await tx.sql.unsafe<{ id: string }[]>(
    `select w.id from unnest($2::text::uuid[]) w(id)
     where not exists (select 1 from gloria.users u where u.tenant_id = $1::uuid and u.id = w.id and u.deleted_at is null)
     limit 1`,
    [tx.tenantId, `{${userIds.join(",")}}`],
  );
  if (missing !== undefined) throw new AppError("user.not_found", { userId: missing.id });
}
