import { type FileIdInput, fileIdInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { recordAudit } from "../audit/index.ts";
import { writeInTenant } from "../in-tenant.ts";
import { parseInput } from "../parse-input.ts";
import type { Services } from "../services.ts";
import { assertMayReadFile } from "./assert-may-read-file.ts";
import { findReadableFile } from "./find-readable-file.ts";
import { type ByteRange, type OpenedFile, openFile } from "./open-file.ts";

/**
 * Opens a file for its reader, whole or in part; each time is audited, before the first byte leaves.
 *
 * Errors: `file.not_found`, `file.expired`, `access.denied`.
 */
export async function downloadFile(
  services: Services,
  ctx: TenantContext,
  input: FileIdInput,
  range?: ByteRange,
): Promise<OpenedFile> {
  const { id } = parseInput(fileIdInput, input);
  await writeInTenant(services, ctx, async (tx) => {
    const [file, access] = await Promise.all([findReadableFile(tx, id), tx.access]);
    assertMayReadFile(access, file);
    await recordAudit(tx, "file.download", {
      entity: { type: "file", id, label: file.name },
      reason: range === undefined ? file.purpose : `${file.purpose} ${range.start}-${range.end}`,
    });
  });
  return openFile(services, ctx, id, range);
}
