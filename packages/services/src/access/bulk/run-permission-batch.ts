import { AppError, isAppError, type TenantContext } from "@gloria/core";
import { permissionBatches } from "@gloria/db";
import { and, eq, sql } from "drizzle-orm";
import { nextVersion, notify, recordAudit, type Services, systemContext, writeInTenant } from "../../platform/index.ts";
import { assignRun } from "./assign-run.ts";
import type { BatchPhase } from "./batch-items.ts";
import { BatchTaken, holdBatch, releaseBatch, takeBatch } from "./batch-lease.ts";
import { takeBackRun } from "./take-back-run.ts";

const runs = { assign: assignRun, take_back: takeBackRun } as const;
const endings = { assign: "done", take_back: "taken_back" } as const;

/**
 * Goes on with a bulk assignment where it stands, with the rights of whoever asked for the phase. Safe to run twice and
 * at once: a lease keeps others away, and a batch commits only under it. A failure that another run may mend is thrown;
 * any other ends the phase, and says why.
 */
export async function runPermissionBatch(
  services: Services,
  ref: { readonly tenantId: string; readonly batchId: string },
  signal: AbortSignal,
): Promise<void> {
  const system = systemContext(ref.tenantId, "worker.permission_batch");
  const lease = await takeBatch(services, system, ref.batchId);
  if (lease === null) return;
  const { actorId, locale, phase: name } = lease.row;
  const ctx: TenantContext = { ...system, actor: { kind: "user", userId: actorId, sessionId: null }, locale };
  const phase: BatchPhase = { services, ctx, lease, signal };
  try {
    await runs[name](phase);
    await finish(phase, endings[name], null);
  } catch (error) {
    if (error instanceof BatchTaken) return;
    if (isAppError(error) && !["UNAVAILABLE", "RATE_LIMITED", "INTERNAL"].includes(error.family)) {
      await finish(phase, "failed", error.code);
      return;
    }
    await releaseBatch(services, system, lease);
    if (signal.aborted) throw new AppError("service.unavailable", {}, { cause: error });
    throw error;
  }
}

/** Ends the phase as a part of Gloria: whoever started it may have lost every right. */
async function finish(
  { services, ctx, lease }: BatchPhase,
  status: "done" | "taken_back" | "failed",
  failureCode: string | null,
): Promise<void> {
  const { id, phase, actorId } = lease.row;
  await writeInTenant(services, systemContext(ctx.tenantId, "worker.permission_batch"), async (tx) => {
    (await tx.access).assert("permission:assign");
    await holdBatch(tx, lease, {});
    const [row] = await tx.db
      .update(permissionBatches)
      .set({
        status,
        failureCode,
        leaseId: null,
        leaseUntil: null,
        finishedAt: sql`now()`,
        ...nextVersion(permissionBatches),
      })
      .where(and(eq(permissionBatches.tenantId, tx.tenantId), eq(permissionBatches.id, id)))
      .returning({ done: permissionBatches.done, version: permissionBatches.version });
    const [counted] = await tx.sql.unsafe<{ refused: number }[]>(
      `select count(*)::int as refused from gloria.permission_batch_items
       where tenant_id = $1::uuid and batch_id = $2::uuid and state = $3`,
      [tx.tenantId, id, phase === "assign" ? "refused" : "kept"],
    );
    await Promise.all([
      recordAudit(tx, "permission_batch.finish", {
        entity: { type: "permission_batch", id, version: row?.version ?? 1 },
        outcome: status === "failed" ? "failure" : "success",
        reason: failureCode ?? phase,
        batchId: id,
      }),
      notify(tx, {
        type: "permission_batch.finished",
        recipientIds: [actorId],
        entity: { type: "permission_batch", id },
        data: { phase, status, done: row?.done ?? 0, refused: counted?.refused ?? 0 },
      }),
    ]);
  });
}
