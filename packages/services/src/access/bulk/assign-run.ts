import type { AppError } from "@gloria/core";
import { permissionBatchItems } from "@gloria/db";
import { and, asc, eq, gt } from "drizzle-orm";
import { readInTenant } from "../../platform/index.ts";
import { changeRights, loadKnownPermissions } from "../escalation/index.ts";
import { type BatchPhase, batchItems, type ItemResult } from "./batch-items.ts";
import { holdBatch } from "./batch-lease.ts";
import { giveRights } from "./give-rights.ts";
import { halving } from "./halving.ts";
import { type BatchItem, planItems } from "./plan-items.ts";
import { prepareRights } from "./prepare-rights.ts";
import { writeResults } from "./write-results.ts";

/**
 * Gives the rights, batch by batch: rows, results, progress and audit events of a batch are one transaction, so that a
 * killed worker loses at most a batch that never happened. Whether they may be given is asked anew in each.
 */
export async function assignRun(phase: BatchPhase): Promise<void> {
  let { cursor, done } = phase.lease.row;
  for (;;) {
    phase.signal.throwIfAborted();
    const items = await readItems(phase, cursor);
    const last = items.at(-1);
    if (last === undefined) return;
    await halving(
      items,
      done,
      (some, before) => assignItems(phase, some, before),
      (item, before, error) => refuseItem(phase, item, before, error),
    );
    done += items.length;
    cursor = last.itemNumber;
  }
}

function readItems({ services, ctx, lease }: BatchPhase, cursor: number): Promise<BatchItem[]> {
  return readInTenant(services, ctx, (tx) =>
    tx.db
      .select({
        itemNumber: permissionBatchItems.itemNumber,
        userId: permissionBatchItems.userId,
        rightIndex: permissionBatchItems.rightIndex,
      })
      .from(permissionBatchItems)
      .where(
        and(
          eq(permissionBatchItems.tenantId, tx.tenantId),
          eq(permissionBatchItems.batchId, lease.row.id),
          gt(permissionBatchItems.itemNumber, cursor),
        ),
      )
      .orderBy(asc(permissionBatchItems.itemNumber))
      .limit(batchItems),
  );
}

async function assignItems(phase: BatchPhase, items: readonly BatchItem[], before: number): Promise<void> {
  const { services, ctx, lease } = phase;
  const { id: batchId, actorId, reason } = lease.row;
  await changeRights(services, ctx, { dryRun: false }, async (tx, access) => {
    access.assert("permission:assign");
    const done = before + items.length;
    await holdBatch(tx, lease, { done, cursor: items.at(-1)?.itemNumber ?? 0 });
    const rights = await prepareRights(tx, access, await loadKnownPermissions(tx), lease.row.rights);
    const plans = await planItems(tx, access, rights, items);
    const made = await giveRights(tx, rights, plans, { batchId, actorId, reason });
    await writeResults(
      tx,
      batchId,
      plans.map((plan): ItemResult => {
        const item_number = plan.itemNumber;
        if (plan.outcome === "refuse") {
          const { code, params } = plan.problem;
          return { item_number, state: "refused", made_id: null, problem: { code, params } };
        }
        return plan.outcome === "present"
          ? { item_number, state: "present", made_id: plan.madeId, problem: null }
          : { item_number, state: "made", made_id: made.get(item_number) ?? null, problem: null };
      }),
    );
    return {};
  });
}

async function refuseItem(
  { services, ctx, lease }: BatchPhase,
  { itemNumber }: BatchItem,
  before: number,
  { code, params }: AppError,
): Promise<void> {
  await changeRights(services, ctx, { dryRun: false }, async (tx) => {
    await holdBatch(tx, lease, { done: before + 1, cursor: itemNumber });
    await writeResults(tx, lease.row.id, [
      { item_number: itemNumber, state: "refused", made_id: null, problem: { code, params } },
    ]);
    return {};
  });
}
