import { createHash } from "node:crypto";
import { type StoredFileOutput, type UploadFileInput, uploadFileInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { recordAudit } from "../audit/index.ts";
import { readInTenant } from "../in-tenant.ts";
import { parseInput } from "../parse-input.ts";
import type { Services } from "../services.ts";
import { getFile } from "./get-file.ts";
import { type StoredFile, storeFile } from "./store-file.ts";

export const maxUploadBytes = 50 * 1024 * 1024;

/** An uploaded file that no import takes up is gone after a day. */
const unusedLifetimeMs = 24 * 3_600_000;

/**
 * Takes in a file to import from. The same request sent again, with the same bytes, answers the file stored first.
 *
 * Errors: `access.denied`, `request.too_large`, `request.idempotency_mismatch`.
 */
export async function uploadFile(
  services: Services,
  ctx: TenantContext,
  input: UploadFileInput,
  source: AsyncIterable<Uint8Array>,
): Promise<StoredFileOutput> {
  const { name, mediaType } = parseInput(uploadFileInput, input);
  await readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("import:create");
  });
  const expiresAt = new Date(services.clock.now().getTime() + unusedLifetimeMs);
  const { idempotency } = ctx;
  const fingerprintOf = ({ sha256 }: StoredFile) =>
    createHash("sha256")
      .update(JSON.stringify(["files.upload", name, mediaType, sha256]))
      .digest("hex");
  const stored = await storeFile(services, ctx, { name, mediaType, purpose: "import", expiresAt }, source, {
    maxBytes: maxUploadBytes,
    idempotencyOf: (file) =>
      idempotency === undefined ? undefined : { key: idempotency.key, fingerprint: fingerprintOf(file) },
    completing: async (tx, file) => {
      const access = await tx.access;
      access.assert("import:create");
      await recordAudit(tx, "file.upload", { entity: { type: "file", id: file.id, label: name } });
    },
  });
  return getFile(services, ctx, { id: stored.id });
}
