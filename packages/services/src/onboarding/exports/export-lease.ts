import { AppError, newId, type TenantContext } from "@gloria/core";
import { exports as exportsTable, type TenantTransaction, withTenant } from "@gloria/db";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Services } from "../../platform/index.ts";
import type { ExportDataRow } from "./export-queries.ts";

/** A run that has not been heard of for so long is dead, and another one may begin. */
const leaseFor = sql`now() + interval '45 seconds'`;
const maxAttempts = 5;

/** Thrown where a run finds that the export is not its own any more: cancelled, deleted, or taken over. */
export class ExportStopped extends Error {}

/** One run's hold on an export. */
export interface ExportLease {
  readonly row: ExportDataRow;
  readonly leaseId: string;
  /** It has failed as often as it may. */
  readonly isLast: boolean;
  /** It was begun more often than that: its runs do not fail, they die. */
  readonly isHopeless: boolean;
}

/**
 * Takes an export to work on; null when there is nothing to do on it (any more).
 *
 * @throws AppError `service.unavailable` while another run has it: that one may die
 */
export async function takeExport(
  services: Services,
  ctx: TenantContext,
  exportId: string,
): Promise<ExportLease | null> {
  return withTenant(services.app, ctx, async (tx) => {
    const leaseId = newId();
    const [row] = await tx.db
      .update(exportsTable)
      .set({
        status: "running",
        leaseId,
        leaseUntil: leaseFor,
        attempts: sql`${exportsTable.attempts} + 1`,
        done: 0,
      })
      .where(
        and(
          eq(exportsTable.tenantId, tx.tenantId),
          eq(exportsTable.id, exportId),
          inArray(exportsTable.status, ["queued", "running"]),
          sql`coalesce(${exportsTable.leaseUntil} <= now(), true)`,
        ),
      )
      .returning();
    if (row !== undefined) {
      return { row, leaseId, isLast: row.attempts >= maxAttempts, isHopeless: row.attempts > maxAttempts };
    }
    const [held] = await tx.db
      .select({ status: exportsTable.status })
      .from(exportsTable)
      .where(and(eq(exportsTable.tenantId, tx.tenantId), eq(exportsTable.id, exportId)));
    if (held?.status === "running") throw new AppError("service.unavailable", { export: exportId });
    return null;
  });
}

/** Tells how many rows there are, and that this run lives. @throws ExportStopped */
export async function renewLease(
  services: Services,
  ctx: TenantContext,
  { row, leaseId }: ExportLease,
  done: number,
): Promise<void> {
  await withTenant(services.app, ctx, (tx) => updateHeld(tx, row.id, leaseId, { done, leaseUntil: leaseFor }));
}

/** Lets another run begin at once. */
export async function releaseLease(
  services: Services,
  ctx: TenantContext,
  { row, leaseId }: ExportLease,
): Promise<void> {
  await withTenant(services.app, ctx, (tx) => updateHeld(tx, row.id, leaseId, { leaseUntil: sql`now()` }));
}

/** Changes an export that this run has. @throws ExportStopped when it has not */
export async function updateHeld(
  tx: TenantTransaction,
  exportId: string,
  leaseId: string,
  changes: Parameters<ReturnType<typeof tx.db.update<typeof exportsTable>>["set"]>[0],
): Promise<void> {
  const [held] = await tx.db
    .update(exportsTable)
    .set(changes)
    .where(
      and(
        eq(exportsTable.tenantId, tx.tenantId),
        eq(exportsTable.id, exportId),
        eq(exportsTable.leaseId, leaseId),
        eq(exportsTable.status, "running"),
      ),
    )
    .returning({ id: exportsTable.id });
  if (held === undefined) throw new ExportStopped();
}
