import { files, importRows, imports } from "@gloria/db";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import {
  deleteFileIn,
  type Services,
  systemContext,
  type VerbTransaction,
  writeInTenant,
} from "../../platform/index.ts";

const batch = 20;

/**
 * Empties imports whose time is over; how many. What stays is the import itself and of each row what was to become of
 * it and what has, so that the counts still answer: no value of the file, nobody's name, no undo, and the file itself
 * goes. Safe to run twice at once.
 */
export async function sweepImports(services: Services, signal: AbortSignal): Promise<number> {
  let swept = 0;
  while (!signal.aborted) {
    const rows = await services.system.sql<{ tenant_id: string; import_id: string }[]>`
      select tenant_id, import_id from gloria.find_expired_imports(${batch})`;
    let emptied = 0;
    for (const row of rows) {
      signal.throwIfAborted();
      const ctx = systemContext(row.tenant_id, "worker.sweep_imports");
      if (await writeInTenant(services, ctx, (tx) => emptyImport(tx, row.import_id))) emptied += 1;
    }
    swept += emptied;
    // What another sweeper has in hand is found again until it commits: it is not waited for.
    if (rows.length < batch || emptied === 0) break;
  }
  return swept;
}

/** Whether it was still to be emptied: somebody may have set it running again, or emptied it, in between. */
async function emptyImport(tx: VerbTransaction, id: string): Promise<boolean> {
  const [head] = await tx.db
    .select({ fileId: imports.fileId })
    .from(imports)
    .where(
      and(
        eq(imports.tenantId, tx.tenantId),
        eq(imports.id, id),
        isNull(imports.expiredAt),
        ne(imports.status, "running"),
        sql`${imports.expiresAt} <= now()`,
      ),
    )
    .for("update", { skipLocked: true });
  if (head === undefined) return false;
  await tx.db
    .update(importRows)
    .set({ mapped: null, undo: null, entityId: null, label: null, differences: [], problems: [], planDigest: "" })
    .where(and(eq(importRows.tenantId, tx.tenantId), eq(importRows.importId, id)));
  await tx.db
    .update(imports)
    .set({ fileId: null, expiredAt: sql`now()`, updatedAt: sql`now()` })
    .where(and(eq(imports.tenantId, tx.tenantId), eq(imports.id, id)));
  if (head.fileId !== null) await deleteUnshared(tx, head.fileId);
  return true;
}

/** One file may be imported twice; the later import still reads it. */
async function deleteUnshared(tx: VerbTransaction, fileId: string): Promise<void> {
  // Whoever empties the other import at this moment comes to this line, too: the later of the two sees both.
  await tx.db
    .select({ id: files.id })
    .from(files)
    .where(and(eq(files.tenantId, tx.tenantId), eq(files.id, fileId)))
    .for("update");
  const [other] = await tx.db
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.tenantId, tx.tenantId), eq(imports.fileId, fileId)))
    .limit(1);
  if (other === undefined) await deleteFileIn(tx, fileId);
}
