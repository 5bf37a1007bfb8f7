import type { CreateExportInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { recordAudit, type Services, writeInTenant } from "../../platform/index.ts";
import { assertMayExport } from "./assert-may-export.ts";
import { type ExportOptions, openExport } from "./open-export.ts";
import { readExportRequest } from "./read-export-request.ts";

/**
 * An export that its caller reads at once, without a job and a stored file: for the command line. Audited before the
 * first byte.
 *
 * Errors: `request.invalid`, `access.denied`; `PdfTooLong` of the exporters while it is read.
 */
export async function streamExport(
  services: Services,
  ctx: TenantContext,
  input: CreateExportInput,
  options: ExportOptions,
): Promise<AsyncIterable<Uint8Array>> {
  const request = readExportRequest(input);
  await writeInTenant(services, ctx, async (tx) => {
    await tx.shareEpoch();
    const access = await tx.access;
    access.assert("export:create");
    assertMayExport(access, request);
    await recordAudit(tx, "export.create", {
      reason: "streamed",
      snapshot: {
        kind: request.kind,
        format: request.format,
        filter: request.filter,
        columns: request.columns.map(({ key }) => key),
      },
    });
  });
  return openExport(services, ctx, request, options);
}
