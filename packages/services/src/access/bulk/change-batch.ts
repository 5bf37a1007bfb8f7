import { type PermissionBatch, type PermissionBatchIdInput, permissionBatchIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { permissionBatches } from "@gloria/db";
import { enqueueOutbox } from "@gloria/jobs";
import { and, eq, sql } from "drizzle-orm";
import {
  nextVersion,
  parseInput,
  recordAudit,
  type Services,
  type VerbTransaction,
  writeInTenant,
} from "../../platform/index.ts";
import { type BatchDataRow, batchTarget, canTakeBack, lockBatch, showBatch } from "./batch-queries.ts";

/**
 * Stops a running bulk assignment at once: the batch under way is rolled back, what earlier ones made stays, and may be
 * gone on with or taken back. Errors: `permission_batch.not_found`, `access.denied`, `permission_batch.wrong_state`.
 */
export async function cancelPermissionBatch(
  services: Services,
  ctx: TenantContext,
  input: PermissionBatchIdInput,
): Promise<PermissionBatch> {
  return changeBatch(services, ctx, input, "permission_batch.cancel", async (_, row) => {
    if (row.status !== "running") throw wrongState(row);
    return { status: "cancelled", leaseId: null, leaseUntil: null, finishedAt: sql`now()` };
  });
}

/**
 * Goes on with one that was cancelled or has failed, from where it stopped and with the caller's rights. Errors:
 * `permission_batch.not_found`, `access.denied`, `permission_batch.wrong_state`.
 */
export async function resumePermissionBatch(
  services: Services,
  ctx: TenantContext,
  input: PermissionBatchIdInput,
): Promise<PermissionBatch> {
  return changeBatch(services, ctx, input, "permission_batch.resume", async (tx, row) => {
    if (row.status !== "cancelled" && row.status !== "failed") throw wrongState(row);
    return start(tx, row, row.phase);
  });
}

/**
 * Ends all that it made and nobody has ended since, by a job with the caller's rights. Errors:
 * `permission_batch.not_found`, `access.denied`, `permission_batch.wrong_state`.
 */
export async function takeBackPermissionBatch(
  services: Services,
  ctx: TenantContext,
  input: PermissionBatchIdInput,
): Promise<PermissionBatch> {
  return changeBatch(services, ctx, input, "permission_batch.take_back", async (tx, row) => {
    if (!canTakeBack(row)) throw wrongState(row);
    const [made] = await tx.sql.unsafe<{ items: number; last: number | null }[]>(
      `select count(*)::int as items, max(item_number) as last from gloria.permission_batch_items
       where tenant_id = $1::uuid and batch_id = $2::uuid and state = 'made'`,
      [tx.tenantId, row.id],
    );
    const total = made?.items ?? 0;
    return { ...(await start(tx, row, "take_back")), total, done: 0, cursor: (made?.last ?? 0) + 1 };
  });
}

type BatchChange = Parameters<ReturnType<VerbTransaction["db"]["update"]>["set"]>[0];

function wrongState({ status }: BatchDataRow): AppError {
  return new AppError("permission_batch.wrong_state", { status });
}

async function start(tx: VerbTransaction, row: BatchDataRow, phase: BatchDataRow["phase"]): Promise<BatchChange> {
  const { actor } = tx.ctx;
  if (actor.kind !== "user") throw new AppError("access.denied", { permission: "permission:assign" });
  await enqueueOutbox(tx, "permission_batch.run", { tenantId: tx.tenantId, batchId: row.id, phase });
  const { userId: actorId } = actor;
  return { phase, status: "running", actorId, failureCode: null, finishedAt: null, leaseId: null, leaseUntil: null };
}

function changeBatch(
  services: Services,
  ctx: TenantContext,
  input: PermissionBatchIdInput,
  action: "permission_batch.cancel" | "permission_batch.resume" | "permission_batch.take_back",
  change: (tx: VerbTransaction, row: BatchDataRow) => Promise<BatchChange>,
): Promise<PermissionBatch> {
  const { id } = parseInput(permissionBatchIdInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.shareEpoch();
    const access = await tx.access;
    access.assert("permission:assign");
    const row = await lockBatch(tx, id);
    access.assert("permission:assign", batchTarget(row));
    const values = await change(tx, row);
    const [changed] = await tx.db
      .update(permissionBatches)
      .set({ ...values, ...nextVersion(permissionBatches) })
      .where(and(eq(permissionBatches.tenantId, tx.tenantId), eq(permissionBatches.id, id)))
      .returning();
    if (changed === undefined) throw new AppError("permission_batch.not_found");
    await recordAudit(tx, action, {
      entity: { type: "permission_batch", id: changed.id, version: changed.version },
      reason: changed.reason,
      batchId: changed.id,
    });
    return showBatch(tx, changed, access);
  });
}
