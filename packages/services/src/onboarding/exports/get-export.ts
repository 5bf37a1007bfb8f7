import { type Export, type ExportIdInput, exportIdInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { exportTarget, findExport, toExport } from "./export-queries.ts";

/**
 * How far an export is, and where its file can be had.
 *
 * Errors: `export.not_found`, `access.denied`.
 */
export async function getExport(services: Services, ctx: TenantContext, input: ExportIdInput): Promise<Export> {
  const { id } = parseInput(exportIdInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const [found, access] = await Promise.all([findExport(tx, id), tx.access]);
    access.assert("export:read", exportTarget(found.made));
    return toExport(found, access, tx);
  });
}
