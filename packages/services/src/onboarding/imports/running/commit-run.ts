import { type AppError, isAppError } from "@gloria/core";
import { importRows } from "@gloria/db";
import { and, asc, eq, gt, ne } from "drizzle-orm";
import { readInTenant, type VerbTransaction, writeInTenant } from "../../../platform/index.ts";
import { applyPeople } from "../applying/apply-people.ts";
import { applyPlaces } from "../applying/apply-places.ts";
import type { RowUndo } from "../applying/row-undo.ts";
import { importTarget } from "../import-queries.ts";
import { Overlay } from "../planning/overlay.ts";
import { planRows } from "../planning/plan-rows.ts";
import type { PlannableRow, RowPlan } from "../planning/row-plan.ts";
import { holdImport } from "./import-lease.ts";
import { type KeptFields, openFields } from "./kept-fields.ts";
import { batchRows, type ImportOptions, type Phase } from "./phase.ts";

interface StoredRow extends PlannableRow {
  readonly planDigest: string;
}

/**
 * Applies what the dry run has shown, in batches: rows, results, progress and audit events of a batch are one
 * transaction, so that a killed worker loses at most a batch that never happened. Every row is planned again; one whose
 * plan is no longer the same is left alone.
 */
export async function commitRun(phase: Phase): Promise<void> {
  let { cursor, done } = phase.lease.row;
  for (;;) {
    phase.signal.throwIfAborted();
    const rows = await readBatch(phase, cursor);
    const last = rows.at(-1);
    if (last === undefined) return;
    done = await commitRows(phase, rows, done);
    cursor = last.rowNumber;
  }
}

function readBatch({ services, ctx, lease, crypto }: Phase, cursor: number): Promise<StoredRow[]> {
  return readInTenant(services, ctx, async (tx) => {
    const rows = await tx.db
      .select({ rowNumber: importRows.rowNumber, mapped: importRows.mapped, planDigest: importRows.planDigest })
      .from(importRows)
      .where(
        and(
          eq(importRows.tenantId, tx.tenantId),
          eq(importRows.importId, lease.row.id),
          ne(importRows.action, "error"),
          gt(importRows.rowNumber, cursor),
        ),
      )
      .orderBy(asc(importRows.rowNumber))
      .limit(batchRows);
    return rows.map(({ rowNumber, mapped, planDigest }) => ({
      rowNumber,
      fields: openFields(crypto, { tenantId: tx.tenantId, importId: lease.row.id, rowNumber }, mapped as KeptFields),
      problems: [],
      planDigest,
    }));
  });
}

/**
 * What the tables refuse after all (somebody took an e-mail address in the same moment) takes the batch back; its
 * halves are then tried, down to the one row that is at fault.
 */
async function commitRows(phase: Phase, rows: readonly StoredRow[], done: number): Promise<number> {
  try {
    await writeBatch(phase, rows, done + rows.length);
    return done + rows.length;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (rows.length === 1) {
      await writeRefusal(phase, rows[0], done + 1, error);
      return done + 1;
    }
    const middle = rows.length >> 1;
    const between = await commitRows(phase, rows.slice(0, middle), done);
    return commitRows(phase, rows.slice(middle), between);
  }
}

function isRefusal(error: unknown): error is AppError {
  return isAppError(error) && (error.family === "CONFLICT" || error.family === "VALIDATION") && !isStop(error);
}

/** Expired or taken back as a whole: no row is at fault. */
function isStop(error: AppError): boolean {
  return error.code.startsWith("import.");
}

function writeBatch(phase: Phase, rows: readonly StoredRow[], done: number): Promise<void> {
  const { services, ctx, lease, crypto } = phase;
  const { row } = lease;
  const options = row.options as unknown as ImportOptions;
  return writeInTenant(services, ctx, async (tx) => {
    await tx.lockEpoch();
    await holdImport(tx, lease, { done, cursor: rows.at(-1)?.rowNumber ?? 0 });
    const access = await tx.access;
    access.assert("import:approve", importTarget(row));
    const plans = await planRows(tx, rows, new Overlay(), {
      kind: row.kind,
      crypto,
      today: options.today,
      lock: true,
      headerOf: () => null,
    });
    const digests = new Map(rows.map(({ rowNumber, planDigest }) => [rowNumber, planDigest]));
    const same = plans.filter((plan) => digests.get(plan.rowNumber) === plan.digest);
    const effects = same.flatMap(({ effect }) => effect ?? []);
    const undos: RowUndo[] =
      row.kind === "people"
        ? await applyPeople(
            tx,
            crypto,
            effects.flatMap((effect) => (effect.kind === "person" ? effect : [])),
            row.id,
          )
        : await applyPlaces(
            tx,
            effects.flatMap((effect) => (effect.kind === "place" ? effect : [])),
            row.id,
          );
    await writeResults(tx, row.id, plans, new Set(same), undos);
  });
}

async function writeResults(
  tx: VerbTransaction,
  importId: string,
  plans: readonly RowPlan[],
  same: ReadonlySet<RowPlan>,
  undos: readonly RowUndo[],
): Promise<void> {
  let at = 0;
  const results = plans.map((plan) => {
    const isApplied = same.has(plan);
    const undo = isApplied && plan.effect !== null ? (undos[at++] ?? null) : null;
    return {
      row_number: plan.rowNumber,
      state: isApplied ? "applied" : "changed",
      entity_id: undo === null ? plan.entityId : undo.kind === "person" ? undo.userId : undo.id,
      undo,
      problems: isApplied ? [] : [{ code: "changed_since_dry_run", column: null, params: {} }, ...plan.problems],
    };
  });
  await tx.sql.unsafe(
    `update gloria.import_rows t set state = r.state, entity_id = r.entity_id, undo = r.undo, problems = r.problems
     from jsonb_to_recordset($3::text::jsonb) as r(row_number int, state text, entity_id uuid, undo jsonb, problems jsonb)
     where t.tenant_id = $1::uuid and t.import_id = $2::uuid and t.row_number = r.row_number`,
    [tx.tenantId, importId, JSON.stringify(results)],
  );
}

function writeRefusal(
  { services, ctx, lease }: Phase,
  row: StoredRow | undefined,
  done: number,
  error: AppError,
): Promise<void> {
  if (row === undefined) throw error;
  return writeInTenant(services, ctx, async (tx) => {
    await holdImport(tx, lease, { done, cursor: row.rowNumber });
    await tx.db
      .update(importRows)
      .set({
        state: "changed",
        problems: [{ code: "refused_by_database", column: null, params: { code: error.code } }],
      })
      .where(
        and(
          eq(importRows.tenantId, tx.tenantId),
          eq(importRows.importId, lease.row.id),
          eq(importRows.rowNumber, row.rowNumber),
        ),
      );
  });
}
