import { exports as exportsTable } from "@gloria/db";
import { and, eq, sql } from "drizzle-orm";
import { deleteFileIn, recordAudit, type Services, systemContext, writeInTenant } from "../../platform/index.ts";

const batch = 100;

/**
 * Removes exports that ended thirty days ago, with what may be left of their files; how many. Safe to run twice at once.
 */
export async function purgeExports(services: Services, signal: AbortSignal): Promise<number> {
  let purged = 0;
  while (!signal.aborted) {
    const rows = await services.system.sql<{ tenant_id: string; export_id: string }[]>`
      select tenant_id, export_id from gloria.find_old_exports(${batch})`;
    for (const row of rows) purged += await purgeExport(services, row.tenant_id, row.export_id);
    if (rows.length < batch) break;
  }
  return purged;
}

function purgeExport(services: Services, tenantId: string, id: string): Promise<0 | 1> {
  return writeInTenant(services, systemContext(tenantId, "worker.sweep_exports"), async (tx) => {
    const [gone] = await tx.db
      .delete(exportsTable)
      .where(
        and(
          eq(exportsTable.tenantId, tx.tenantId),
          eq(exportsTable.id, id),
          sql`${exportsTable.finishedAt} < now() - interval '30 days'`,
        ),
      )
      .returning();
    if (gone === undefined) return 0;
    if (gone.fileId !== null) await deleteFileIn(tx, gone.fileId);
    await recordAudit(tx, "export.delete", {
      entity: { type: "export", id, version: gone.version, label: `${gone.kind} ${gone.format}` },
      reason: "retention",
    });
    return 1;
  });
}
