import type { Database } from "@gloria/db";

/** Months ahead that always have their partition: enough for a worker that was off for a quarter. */
const monthsAhead = 3;

/**
 * Makes the audit log's partitions from this month to three months ahead and returns how many are new. Safe to repeat
 * and to race. Events of a month without a partition still land in the default one.
 */
export async function ensureAuditPartitions(system: Database, now: Date): Promise<number> {
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  const last = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + monthsAhead, 1));
  const [row] = await system.sql<{ made: number }[]>`
    select gloria.ensure_audit_partitions(${first.toISOString().slice(0, 10)}::date, ${last.toISOString().slice(0, 10)}::date) as made`;
  return row?.made ?? 0;
}
