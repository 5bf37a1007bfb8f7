import { type ExportIdInput, exportIdInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { exports as exportsTable } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import { deleteFileIn, parseInput, recordAudit, type Services, writeInTenant } from "../../platform/index.ts";
import { exportTarget, lockExport } from "./export-queries.ts";

/**
 * Deletes an export with its file, at once; one under way stops.
 *
 * Errors: `export.not_found`, `access.denied`.
 */
export async function deleteExport(
  services: Services,
  ctx: TenantContext,
  input: ExportIdInput,
): Promise<{ readonly done: true }> {
  const { id } = parseInput(exportIdInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.shareEpoch();
    const [found, access] = await Promise.all([lockExport(tx, id), tx.access]);
    access.assert("export:create", exportTarget(found));
    if (found.fileId !== null) await deleteFileIn(tx, found.fileId);
    await Promise.all([
      tx.db.delete(exportsTable).where(and(eq(exportsTable.tenantId, tx.tenantId), eq(exportsTable.id, id))),
      recordAudit(tx, "export.delete", {
        entity: { type: "export", id, version: found.version, label: `${found.kind} ${found.format}` },
      }),
    ]);
    return { done: true };
  });
}
