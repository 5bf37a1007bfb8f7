import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";

/**
 * The epoch that held at an instant; 0 before the first. A change counts from when it was made in its transaction,
 * which is a moment before it was committed.
 */
export async function epochAt(tx: TenantTransaction, at: Date): Promise<number> {
  const [row] = await tx.sql.unsafe<{ epoch: string | null }[]>(
    "select max(epoch) as epoch from gloria.permission_epoch_log where tenant_id = $1::uuid and raised_at <= $2::timestamptz",
    [tx.tenantId, at.toISOString()],
  );
  return Number(row?.epoch ?? 0);
}

/** When an epoch was raised; null for one that nobody wrote down, because it was before the log. */
export async function raisedAt(tx: TenantTransaction, epoch: number): Promise<Date | null> {
  const [row] = await tx.sql.unsafe<{ at: string }[]>(
    "select raised_at::text as at from gloria.permission_epoch_log where tenant_id = $1::uuid and epoch = $2::bigint",
    [tx.tenantId, epoch],
  );
  return row === undefined ? null : new Date(row.at);
}

/**
 * For a reader who has to see at least what an earlier answer told: a mutation's epoch, for instance.
 *
 * @throws AppError `permission.epoch_behind` with {epoch, atLeast} when the transaction reads an older state
 */
export async function assertEpochAtLeast(tx: TenantTransaction, atLeast: number | null | undefined): Promise<void> {
  if (atLeast == null) return;
  const { epoch } = await tx.opening;
  if (epoch < atLeast) throw new AppError("permission.epoch_behind", { epoch, atLeast });
}
