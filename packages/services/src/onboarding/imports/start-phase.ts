import type { AuditAction, Import, ImportPhase } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { importRows, imports } from "@gloria/db";
import { enqueueOutbox } from "@gloria/jobs";
import { and, count, eq, ne } from "drizzle-orm";
import { nextVersion, recordAudit, type VerbTransaction } from "../../platform/index.ts";
import { type ImportDataRow, showImports } from "./import-queries.ts";

const beforeFirst = 0;
const afterLast = 2_147_483_647;

/** Sets an import running in the caller's name, from its beginning or from where it stopped. */
export async function startPhase(
  tx: VerbTransaction,
  row: ImportDataRow,
  phase: ImportPhase,
  action: AuditAction,
  { afresh }: { readonly afresh: boolean },
): Promise<Import> {
  const access = await tx.access;
  const from = { cursor: phase === "undo" ? afterLast : beforeFirst, done: 0, total: await totalOf(tx, row.id, phase) };
  const [started] = await tx.db
    .update(imports)
    .set({
      phase,
      status: "running",
      ...(afresh ? from : {}),
      actorId: access.userId,
      actorName: tx.ctx.actor.kind === "system" ? tx.ctx.actor.name : null,
      failureCode: null,
      cancelRequestedAt: null,
      leaseId: null,
      leaseUntil: null,
      ...nextVersion(imports),
    })
    .where(and(eq(imports.tenantId, tx.tenantId), eq(imports.id, row.id)))
    .returning();
  if (started === undefined) throw new AppError("import.not_found");
  await Promise.all([
    enqueueOutbox(tx, "import.run", { tenantId: tx.tenantId, importId: row.id, phase }),
    recordAudit(tx, action, {
      entity: { type: "import", id: row.id, version: started.version, label: row.fileName },
      schoolId: row.schoolId,
      batchId: row.id,
    }),
  ]);
  const [shown] = await showImports(tx, [started], access);
  if (shown === undefined) throw new AppError("import.not_found");
  return shown;
}

async function totalOf(tx: VerbTransaction, id: string, phase: ImportPhase): Promise<number | null> {
  if (phase === "dry_run") return null;
  const [rows] = await tx.db
    .select({ n: count() })
    .from(importRows)
    .where(
      and(
        eq(importRows.tenantId, tx.tenantId),
        eq(importRows.importId, id),
        phase === "undo" ? eq(importRows.state, "applied") : ne(importRows.action, "error"),
      ),
    );
  return rows?.n ?? 0;
}
