import { type FileIdInput, fileIdInput, type StoredFileOutput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { readInTenant } from "../in-tenant.ts";
import { parseInput } from "../parse-input.ts";
import type { Services } from "../services.ts";
import { assertMayReadFile } from "./assert-may-read-file.ts";
import { type FileRow, findReadableFile } from "./find-readable-file.ts";

/**
 * What is known of a file, without its bytes.
 *
 * Errors: `file.not_found`, `file.expired`, `access.denied`.
 */
export async function getFile(services: Services, ctx: TenantContext, input: FileIdInput): Promise<StoredFileOutput> {
  const { id } = parseInput(fileIdInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const [file, access] = await Promise.all([findReadableFile(tx, id), tx.access]);
    assertMayReadFile(access, file);
    return toStoredFile(file);
  });
}

function toStoredFile({ id, name, mediaType, size, sha256, expiresAt }: FileRow): StoredFileOutput {
  return { id, name, mediaType, size, sha256, expiresAt: expiresAt?.toISOString() ?? null };
}
