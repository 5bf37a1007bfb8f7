import type { AppError } from "@gloria/core";
import { permissionBatchItems } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, desc, eq, lt } from "drizzle-orm";
import { readInTenant, type VerbTransaction } from "../../platform/index.ts";
import { changeRights } from "../escalation/index.ts";
import { type BatchPhase, batchItems, type ItemResult } from "./batch-items.ts";
import { holdBatch } from "./batch-lease.ts";
import { endRights } from "./end-rights.ts";
import { halving } from "./halving.ts";
import type { RightRef } from "./load-open-rights.ts";
import { writeResults } from "./write-results.ts";

interface MadeItem extends RightRef {
  readonly itemNumber: number;
}

/** Ends what a bulk assignment made, the last first. What somebody has ended since stays as it is, and says so. */
export async function takeBackRun(phase: BatchPhase): Promise<void> {
  let { cursor, done } = phase.lease.row;
  for (;;) {
    phase.signal.throwIfAborted();
    const items = await readMade(phase, cursor);
    const last = items.at(-1);
    if (last === undefined) return;
    await halving(
      items,
      done,
      (some, before) => endItems(phase, some, before),
      (item, before, error) => keepItem(phase, item, before, error),
    );
    done += items.length;
    cursor = last.itemNumber;
  }
}

function readMade({ services, ctx, lease }: BatchPhase, cursor: number): Promise<MadeItem[]> {
  const { rights } = lease.row;
  return readInTenant(services, ctx, async (tx) => {
    const rows = await tx.db
      .select()
      .from(permissionBatchItems)
      .where(
        and(
          eq(permissionBatchItems.tenantId, tx.tenantId),
          eq(permissionBatchItems.batchId, lease.row.id),
          eq(permissionBatchItems.state, "made"),
          lt(permissionBatchItems.itemNumber, cursor),
        ),
      )
      .orderBy(desc(permissionBatchItems.itemNumber))
      .limit(batchItems);
    return rows.map(({ itemNumber, userId, rightIndex, madeId }) => ({
      itemNumber,
      userId,
      kind: rights[rightIndex]?.roleId === null ? ("grant" as const) : ("role_assignment" as const),
      id: madeId ?? "",
    }));
  });
}

async function endItems(phase: BatchPhase, items: readonly MadeItem[], before: number): Promise<void> {
  const { services, ctx, lease } = phase;
  await changeRights(services, ctx, { dryRun: false }, async (tx, access) => {
    access.assert("permission:assign");
    await holdBatch(tx, lease, { done: before + items.length, cursor: items.at(-1)?.itemNumber ?? 0 });
    await writeResults(tx, lease.row.id, await resultsOf(tx, access, items, phase));
    return {};
  });
}

async function resultsOf(
  tx: VerbTransaction,
  access: Access,
  items: readonly MadeItem[],
  { lease }: BatchPhase,
): Promise<ItemResult[]> {
  const outcomes = await endRights(tx, access, items, { reason: lease.row.reason, batchId: lease.row.id });
  return items.map(({ itemNumber, id }, place) => {
    const problem = outcomes[place] ?? null;
    return {
      item_number: itemNumber,
      state: problem === null ? "taken_back" : "kept",
      made_id: id,
      problem: problem === null ? null : { code: problem.code, params: problem.params },
    };
  });
}

async function keepItem(
  { services, ctx, lease }: BatchPhase,
  { itemNumber, id }: MadeItem,
  before: number,
  { code, params }: AppError,
): Promise<void> {
  await changeRights(services, ctx, { dryRun: false }, async (tx) => {
    await holdBatch(tx, lease, { done: before + 1, cursor: itemNumber });
    await writeResults(tx, lease.row.id, [
      { item_number: itemNumber, state: "kept", made_id: id, problem: { code, params } },
    ]);
    return {};
  });
}
