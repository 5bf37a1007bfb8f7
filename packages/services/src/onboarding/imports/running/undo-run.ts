import { importRows } from "@gloria/db";
import { and, desc, eq, lt } from "drizzle-orm";
import { type VerbTransaction, writeInTenant } from "../../../platform/index.ts";
import type { RowUndo } from "../applying/row-undo.ts";
import { undoPerson } from "../applying/undo-person.ts";
import { undoPlace } from "../applying/undo-place.ts";
import { importTarget } from "../import-queries.ts";
import { holdImport } from "./import-lease.ts";
import type { Phase } from "./phase.ts";

const undoBatchRows = 100;

/** Takes applied rows back, the last one first, batch by batch. A row that was changed since is left alone and says so. */
export async function undoRun(phase: Phase): Promise<void> {
  let { cursor, done } = phase.lease.row;
  for (;;) {
    phase.signal.throwIfAborted();
    const next = await undoBatch(phase, cursor, done);
    if (next === null) return;
    ({ cursor, done } = next);
  }
}

function undoBatch({ services, ctx, lease }: Phase, cursor: number, done: number) {
  return writeInTenant(services, ctx, async (tx) => {
    await tx.lockEpoch();
    const access = await tx.access;
    access.assert("import:restore", importTarget(lease.row));
    const rows = await tx.db
      .select({ rowNumber: importRows.rowNumber, undo: importRows.undo })
      .from(importRows)
      .where(
        and(
          eq(importRows.tenantId, tx.tenantId),
          eq(importRows.importId, lease.row.id),
          eq(importRows.state, "applied"),
          lt(importRows.rowNumber, cursor),
        ),
      )
      .orderBy(desc(importRows.rowNumber))
      .limit(undoBatchRows);
    const last = rows.at(-1);
    if (last === undefined) return null;
    for (const { rowNumber, undo } of rows) {
      const problem = await undoRow(tx, lease.row.id, undo as RowUndo | null);
      await tx.db
        .update(importRows)
        .set(problem === null ? { state: "undone", undo: null } : { state: "kept", problems: [problem] })
        .where(
          and(
            eq(importRows.tenantId, tx.tenantId),
            eq(importRows.importId, lease.row.id),
            eq(importRows.rowNumber, rowNumber),
          ),
        );
    }
    const reached = { cursor: last.rowNumber, done: done + rows.length };
    await holdImport(tx, lease, reached);
    return reached;
  });
}

/** Null when it is taken back; a skipped row has nothing to take back. */
async function undoRow(tx: VerbTransaction, importId: string, undo: RowUndo | null) {
  if (undo === null) return null;
  return undo.kind === "person" ? undoPerson(tx, importId, undo) : undoPlace(tx, importId, undo);
}
