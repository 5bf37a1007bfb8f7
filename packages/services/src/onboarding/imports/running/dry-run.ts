import type { ImportField, ImportPreset } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { importRows, tenants } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import { openFile, writeInTenant } from "../../../platform/index.ts";
import { insertRows } from "../../demo/insert-rows.ts";
import { checkMapping, fitsPreset, type ImportMapping, mapRow, suggestMapping } from "../mapping/index.ts";
import { Overlay } from "../planning/overlay.ts";
import { planRows } from "../planning/plan-rows.ts";
import type { PlannableRow } from "../planning/row-plan.ts";
import { openTable, type TableReading } from "../reading/index.ts";
import { FileRefused } from "./file-refused.ts";
import { holdImport } from "./import-lease.ts";
import { sealFields } from "./kept-fields.ts";
import { batchRows, type ImportOptions, type Phase } from "./phase.ts";

/**
 * Reads the file and stores what each row would do. Begins from the beginning whenever it is run: what earlier rows
 * would have done is in memory only. Each batch is a transaction of its own; nobody waits for it.
 *
 * @throws FileRefused
 */
export async function dryRun(phase: Phase): Promise<void> {
  const { services, ctx, lease } = phase;
  const { row } = lease;
  if (row.fileId === null) throw new AppError("import.expired");
  const options = row.options as unknown as ImportOptions;
  const nipPattern = await writeInTenant(services, ctx, async (tx) => {
    await holdImport(tx, lease, { done: 0, total: null, problems: [] });
    await tx.db.delete(importRows).where(and(eq(importRows.tenantId, tx.tenantId), eq(importRows.importId, row.id)));
    const [tenant] = await tx.db
      .select({ pattern: tenants.nipPattern })
      .from(tenants)
      .where(eq(tenants.id, tx.tenantId));
    return tenant?.pattern ?? null;
  });
  const file = await openFile(services, ctx, row.fileId);
  const table = await openTable(file.bytes, {
    fileName: row.fileName,
    ...(options.sheet === null ? {} : { sheet: options.sheet }),
  });
  try {
    await planTable(phase, table, options, nipPattern);
  } finally {
    await table.close();
  }
}

async function planTable(phase: Phase, table: TableReading, options: ImportOptions, nipPattern: string | null) {
  const { row } = phase.lease;
  const { mapping, preset } = mappingOf(phase, table, options);
  const problems = checkMapping(mapping, table.headers);
  if (problems.length > 0) throw new FileRefused(problems);
  const headers = new Map<string, string>(mapping.columns.map(({ header, field }) => [field, header]));
  const planning = {
    kind: row.kind,
    crypto: phase.crypto,
    today: options.today,
    lock: false,
    headerOf: (field: ImportField) => headers.get(field) ?? null,
  };
  const mapOptions = {
    nipPattern: nipPattern === null ? null : new RegExp(`^(?:${nipPattern})$`, "u"),
    today: options.today,
  };
  const overlay = new Overlay();
  const kept = (tenantId: string, read: PlannableRow | undefined) =>
    read && sealFields(phase.crypto, { tenantId, importId: row.id, rowNumber: read.rowNumber }, read.fields);
  let done = 0;
  let batch: PlannableRow[] = [];
  const flush = async () => {
    if (batch.length === 0) return;
    phase.signal.throwIfAborted();
    const rows = batch;
    batch = [];
    done += rows.length;
    await writeInTenant(phase.services, phase.ctx, async (tx) => {
      await holdImport(tx, phase.lease, { done, cursor: rows.at(-1)?.rowNumber ?? 0 });
      const plans = await planRows(tx, rows, overlay, planning);
      await insertRows(
        tx.sql,
        importRows,
        plans.map((plan, index) => ({
          tenantId: tx.tenantId,
          importId: row.id,
          rowNumber: plan.rowNumber,
          mapped: plan.action === "error" ? null : kept(tx.tenantId, rows[index]),
          action: plan.action,
          planDigest: plan.digest,
          entityId: plan.entityId,
          label: plan.label,
          differences: plan.differences,
          problems: plan.problems,
        })),
      );
    });
  };
  for await (const read of table.rows) {
    const { rowNumber, fields, problems: found } = mapRow(mapping, table.headers, read, mapOptions);
    batch.push({ rowNumber, fields, problems: found });
    if (batch.length >= batchRows) await flush();
  }
  await flush();
  await writeInTenant(phase.services, phase.ctx, (tx) =>
    holdImport(tx, phase.lease, {
      total: done,
      done,
      preset,
      mapping: { columns: mapping.columns },
      headings: table.headers,
    }),
  );
}

/**
 * The mapping that was chosen, else the one that the headings suggest in the form that was named or that they have; an
 * unknown heading is refused by its check.
 */
function mappingOf(
  { lease: { row } }: Phase,
  table: TableReading,
  { includeSpecific }: ImportOptions,
): { readonly mapping: ImportMapping; readonly preset: string | null } {
  const chosen = row.mapping as { columns: ImportMapping["columns"] } | null;
  if (chosen !== null) {
    return { mapping: { kind: row.kind, columns: chosen.columns, includeSpecific }, preset: row.preset };
  }
  const named = row.preset as ImportPreset | null;
  if (named !== null && !fitsPreset(table.headers, row.kind, named)) {
    throw new FileRefused([{ code: "preset_differs", params: { preset: named } }]);
  }
  const { unknown, columns, preset } = suggestMapping(table.headers, row.kind, named);
  if (unknown.length > 0) throw new FileRefused([{ code: "header_unknown", params: { headers: unknown } }]);
  return {
    mapping: {
      kind: row.kind,
      columns: columns.map(({ header, field }) => ({ header, field: field ?? "ignore" })),
      includeSpecific,
    },
    preset,
  };
}
