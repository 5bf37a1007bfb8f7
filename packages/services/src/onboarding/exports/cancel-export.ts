import { type Export, type ExportIdInput, exportIdInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { exports as exportsTable } from "@gloria/db";
import { and, eq, sql } from "drizzle-orm";
import { nextVersion, parseInput, recordAudit, type Services, writeInTenant } from "../../platform/index.ts";
import { exportTarget, findExport, lockExport, toExport } from "./export-queries.ts";

/**
 * Stops an export: the worker gives up at its next batch, and nothing is left of the file. One that has ended stays as
 * it is.
 *
 * Errors: `export.not_found`, `access.denied`.
 */
export async function cancelExport(services: Services, ctx: TenantContext, input: ExportIdInput): Promise<Export> {
  const { id } = parseInput(exportIdInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.shareEpoch();
    const [found, access] = await Promise.all([lockExport(tx, id), tx.access]);
    access.assert("export:create", exportTarget(found));
    if (found.status === "queued" || found.status === "running") {
      await Promise.all([
        tx.db
          .update(exportsTable)
          .set({ status: "cancelled", finishedAt: sql`now()`, ...nextVersion(exportsTable) })
          .where(and(eq(exportsTable.tenantId, tx.tenantId), eq(exportsTable.id, id))),
        recordAudit(tx, "export.cancel", {
          entity: { type: "export", id, version: found.version + 1, label: `${found.kind} ${found.format}` },
        }),
      ]);
    }
    return toExport(await findExport(tx, id), access, tx);
  });
}
