import { createHash } from "node:crypto";
import { type FilePurpose, filePurposes, type PermissionCode } from "@gloria/contracts";
import { AppError, type IdempotencyRequest, newId, type TenantContext } from "@gloria/core";
import { fileChunks, files } from "@gloria/db";
import { and, eq, sql } from "drizzle-orm";
import { type VerbTransaction, writeInTenant } from "../in-tenant.ts";
import type { Services } from "../services.ts";
import { chunksOf } from "./chunks-of.ts";
import { deleteFile } from "./delete-file.ts";
import { fileChunkBytes } from "./file-chunk-bytes.ts";

/** What is said of a file beside its bytes. */
export interface FileFacts {
  readonly name: string;
  readonly mediaType: string;
  readonly purpose: FilePurpose;
  /** From then on it is gone for everybody; null keeps it until somebody deletes it. */
  readonly expiresAt: Date | null;
  /** Who may read it without more; the acting person when left out. */
  readonly createdBy?: string | null;
  /** What others must hold in the whole foundation, all of it; what the purpose asks for when left out. */
  readonly readerPermissions?: readonly PermissionCode[];
}

export interface StoredFile {
  readonly id: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

export interface StoreOptions {
  /** `request.too_large` beyond. */
  readonly maxBytes: number;
  /** Runs in the transaction that makes the file visible: what it writes and the file exist together, or not at all. */
  readonly completing?: (tx: VerbTransaction, stored: StoredFile) => Promise<void>;
  /** For a request that may come again: once its bytes are known, the file stored first is the answer. */
  readonly idempotencyOf?: (stored: StoredFile) => IdempotencyRequest | undefined;
}

/**
 * Writes a file piece by piece, one short transaction each, with at most a piece of it in memory. Nobody sees it before
 * it is complete; a failure takes it back, and what a crash leaves behind the sweeper removes. A piece of a verb:
 * permission and audit are the caller's.
 *
 * Errors: `request.too_large`, what the source throws, `file.not_found` when it was deleted meanwhile.
 */
export async function storeFile(
  services: Services,
  { idempotency: _, ...ctx }: TenantContext,
  facts: FileFacts,
  source: AsyncIterable<Uint8Array>,
  { maxBytes, completing, idempotencyOf }: StoreOptions,
): Promise<StoredFile> {
  const id = newId();
  await writeInTenant(services, ctx, async (tx) => {
    await tx.db.insert(files).values({
      tenantId: tx.tenantId,
      id,
      name: facts.name,
      mediaType: facts.mediaType,
      purpose: facts.purpose,
      expiresAt: facts.expiresAt,
      createdBy: facts.createdBy ?? (ctx.actor.kind === "user" ? ctx.actor.userId : null),
      readerPermissions: [...(facts.readerPermissions ?? filePurposes[facts.purpose])],
    });
  });
  try {
    const stored = { id, ...(await writeChunks(services, ctx, id, source, maxBytes)) };
    const answer = await writeInTenant(services, { ...ctx, idempotency: idempotencyOf?.(stored) }, async (tx) => {
      await complete(tx, stored);
      await completing?.(tx, stored);
      return stored;
    });
    if (answer.id !== id) await takeBack(services, ctx, id);
    return answer;
  } catch (error) {
    await takeBack(services, ctx, id);
    throw error;
  }
}

async function writeChunks(
  services: Services,
  ctx: TenantContext,
  id: string,
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<{ size: number; sha256: string }> {
  const hash = createHash("sha256");
  let size = 0;
  let seq = 0;
  for await (const bytes of chunksOf(source, fileChunkBytes)) {
    size += bytes.length;
    if (size > maxBytes) throw new AppError("request.too_large", { maxBytes });
    hash.update(bytes);
    const chunk = { fileId: id, seq, bytes };
    await writeInTenant(services, ctx, async (tx) => {
      const [touched] = await tx.db
        .update(files)
        .set({ size: sql`${files.size} + ${bytes.length}`, touchedAt: sql`now()` })
        .where(and(eq(files.tenantId, tx.tenantId), eq(files.id, id), eq(files.complete, false)))
        .returning({ id: files.id });
      if (touched === undefined) throw new AppError("file.not_found");
      await tx.db.insert(fileChunks).values({ tenantId: tx.tenantId, ...chunk });
    });
    seq += 1;
  }
  return { size, sha256: hash.digest("hex") };
}

async function complete(tx: VerbTransaction, { id, size, sha256 }: StoredFile): Promise<void> {
  const [made] = await tx.db
    .update(files)
    .set({ complete: true, sha256, touchedAt: sql`now()` })
    .where(and(eq(files.tenantId, tx.tenantId), eq(files.id, id), eq(files.complete, false), eq(files.size, size)))
    .returning({ id: files.id });
  if (made === undefined) throw new AppError("file.not_found");
}

/** The reason for taking back is what the caller must hear of; should this fail too, the sweeper comes by. */
async function takeBack(services: Services, ctx: TenantContext, id: string): Promise<void> {
  try {
    await deleteFile(services, ctx, id);
  } catch (error) {
    services.logger.warn({ err: error, fileId: id }, "a file that failed half-way is left to the sweeper");
  }
}
