import { newId, type TenantContext } from "@gloria/core";
import { imports, type TenantTransaction } from "@gloria/db";
import { and, eq, sql } from "drizzle-orm";
import { type Services, writeInTenant } from "../../../platform/index.ts";
import type { ImportDataRow } from "../import-queries.ts";

/** How long a worker may be silent, in seconds, before another takes the import over; renewed with every batch. */
const leaseSeconds = 30;

export interface ImportLease {
  readonly leaseId: string;
  readonly row: ImportDataRow;
}

/** It was cancelled, or another worker has it: what was begun is rolled back. */
export class ImportTaken extends Error {}

/** Takes a running import that nobody has; null when there is nothing to take. */
export async function takeImport(services: Services, ctx: TenantContext, id: string): Promise<ImportLease | null> {
  const leaseId = newId();
  const row = await writeInTenant(services, ctx, async (tx) => {
    const [taken] = await tx.db
      .update(imports)
      .set({ leaseId, leaseUntil: until })
      .where(
        and(
          eq(imports.tenantId, tx.tenantId),
          eq(imports.id, id),
          eq(imports.status, "running"),
          sql`(${imports.leaseUntil} is null or ${imports.leaseUntil} <= now())`,
        ),
      )
      .returning();
    return taken ?? null;
  });
  return row === null ? null : { leaseId, row };
}

const until = sql`now() + make_interval(secs => ${leaseSeconds})`;

/**
 * Writes progress in the batch's own transaction, and renews the lease: a batch of a worker that has lost it does not
 * commit.
 *
 * @throws ImportTaken
 */
export async function holdImport(
  tx: TenantTransaction,
  { leaseId, row }: ImportLease,
  values: Partial<typeof imports.$inferInsert> = {},
): Promise<void> {
  const [held] = await tx.db
    .update(imports)
    .set({ ...values, leaseUntil: until, updatedAt: sql`now()` })
    .where(
      and(
        eq(imports.tenantId, tx.tenantId),
        eq(imports.id, row.id),
        eq(imports.leaseId, leaseId),
        eq(imports.status, "running"),
      ),
    )
    .returning({ id: imports.id });
  if (held === undefined) throw new ImportTaken();
}

/** Gives it back, so that the next worker need not wait. */
export async function releaseImport(services: Services, ctx: TenantContext, lease: ImportLease): Promise<void> {
  await writeInTenant(services, ctx, async (tx) => {
    await tx.db
      .update(imports)
      .set({ leaseId: null, leaseUntil: null, updatedAt: sql`now()` })
      .where(and(eq(imports.tenantId, tx.tenantId), eq(imports.id, lease.row.id), eq(imports.leaseId, lease.leaseId)));
  });
}
