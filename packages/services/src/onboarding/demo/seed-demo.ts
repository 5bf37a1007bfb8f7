import { AppError, type FieldCrypto } from "@gloria/core";
import { type Database, toAppError } from "@gloria/db";
import { planDemo } from "./plan-demo.ts";

export const demoSeed = 20_260_713;

export interface SeedDemoOptions {
  /** What "today" is; the same moment and seed give the same rows, ids included. */
  readonly asOf: Date;
  /** Default {@link demoSeed}. */
  readonly seed?: number | undefined;
  /** `demo`: 360 people in six schools. `large`: 10,000 in fifty, the same six among them. Default `demo`. */
  readonly size?: "demo" | "large" | undefined;
  /** Do all of it, count it, and take it back. */
  readonly dryRun?: boolean | undefined;
  /** Where the welcome messages lead to. Default `http://127.0.0.1:3000`. */
  readonly publicUrl?: string | undefined;
}

export interface SeedDemoReport {
  /** The demo foundation's tenant. */
  readonly tenantId: string;
  /** What the audit events of the creation share. */
  readonly batchId: string;
  /** Rows written, by table. */
  readonly rows: Readonly<Record<string, number>>;
}

/** Ends a dry run's transaction without its rows. */
class DryRunEnd extends Error {}

/**
 * Fills a database with the demo foundation, a second small foundation and the operators' tenant, in one transaction.
 * Connects as the owner: it writes three tenants at once, which no request may.
 *
 * @throws AppError `tenant.code_in_use` when one of the three exists already; nothing is then written
 */
export async function seedDemo(
  db: { readonly owner: Database; readonly fieldCrypto: FieldCrypto },
  options: SeedDemoOptions,
): Promise<SeedDemoReport> {
  const plan = planDemo({
    asOf: options.asOf,
    seed: options.seed ?? demoSeed,
    size: options.size ?? "demo",
    publicUrl: options.publicUrl ?? "http://127.0.0.1:3000",
  });
  const [demo] = plan.tenants;
  if (demo === undefined) throw new AppError("service.internal", {}, { cause: new Error("the demo plan is empty") });
  const written: Record<string, number> = {};
  try {
    await db.owner.sql.begin(async (sql) => {
      const codes = plan.tenants.map(({ code }) => code);
      const [existing] = await sql<{ code: string }[]>`select code from gloria.tenants where code in ${sql(codes)}`;
      if (existing !== undefined) throw new AppError("tenant.code_in_use", { code: existing.code });
      const { founded, asOf } = plan.calendar;
      await sql`select gloria.ensure_audit_partitions(${isoDate(founded)}::date, ${isoDate(asOf)}::date)`;
      for (const batch of plan.batches) {
        await batch.insert(sql, db.fieldCrypto);
        written[batch.table] = (written[batch.table] ?? 0) + batch.rows.length;
      }
      if (options.dryRun === true) throw new DryRunEnd();
    });
  } catch (error) {
    if (error instanceof DryRunEnd) return { tenantId: demo.id, batchId: plan.batchId, rows: written };
    throw toAppError(error);
  }
  // The planner knows nothing of rows written in one go until somebody counts them.
  const tables = Object.keys(written).map((table) => `gloria."${table}"`);
  await db.owner.sql.unsafe(`analyze ${tables.join(", ")}`);
  return { tenantId: demo.id, batchId: plan.batchId, rows: written };
}

function isoDate(at: Date): string {
  return at.toISOString().slice(0, 10);
}
