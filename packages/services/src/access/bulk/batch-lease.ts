import { newId, type TenantContext } from "@gloria/core";
import { permissionBatches, type TenantTransaction, withTenant } from "@gloria/db";
import { and, eq, sql } from "drizzle-orm";
import type { Services } from "../../platform/index.ts";
import type { BatchDataRow } from "./batch-queries.ts";

/** How long a worker may be silent, in seconds, before another takes the work over; renewed with every batch. */
const until = sql`now() + make_interval(secs => 30)`;

export interface BatchLease {
  readonly leaseId: string;
  readonly row: BatchDataRow;
}

/** It was cancelled, or another worker has it: what was begun is rolled back. */
export class BatchTaken extends Error {}

/** Takes a running bulk assignment that nobody has; null when there is nothing to take. */
export async function takeBatch(services: Services, ctx: TenantContext, id: string): Promise<BatchLease | null> {
  const leaseId = newId();
  return withTenant(services.app, ctx, async (tx) => {
    const [row] = await tx.db
      .update(permissionBatches)
      .set({ leaseId, leaseUntil: until })
      .where(
        and(
          eq(permissionBatches.tenantId, tx.tenantId),
          eq(permissionBatches.id, id),
          eq(permissionBatches.status, "running"),
          sql`(${permissionBatches.leaseUntil} is null or ${permissionBatches.leaseUntil} <= now())`,
        ),
      )
      .returning();
    return row === undefined ? null : { leaseId, row };
  });
}

/**
 * Writes progress in the batch's own transaction, and renews the lease: a batch of a worker that has lost it does not
 * commit.
 *
 * @throws BatchTaken
 */
export async function holdBatch(
  tx: TenantTransaction,
  { leaseId, row }: BatchLease,
  values: Partial<typeof permissionBatches.$inferInsert>,
): Promise<void> {
  const [held] = await tx.db
    .update(permissionBatches)
    .set({ leaseUntil: until, updatedAt: sql`now()`, ...values })
    .where(
      and(
        eq(permissionBatches.tenantId, tx.tenantId),
        eq(permissionBatches.id, row.id),
        eq(permissionBatches.leaseId, leaseId),
        eq(permissionBatches.status, "running"),
      ),
    )
    .returning({ id: permissionBatches.id });
  if (held === undefined) throw new BatchTaken();
}

/** Gives it back, so that the next worker need not wait. */
export async function releaseBatch(
  services: Services,
  ctx: TenantContext,
  { leaseId, row }: BatchLease,
): Promise<void> {
  await withTenant(services.app, ctx, async (tx) => {
    await tx.db
      .update(permissionBatches)
      .set({ leaseId: null, leaseUntil: null, updatedAt: sql`now()` })
      .where(
        and(
          eq(permissionBatches.tenantId, tx.tenantId),
          eq(permissionBatches.id, row.id),
          eq(permissionBatches.leaseId, leaseId),
        ),
      );
  });
}
