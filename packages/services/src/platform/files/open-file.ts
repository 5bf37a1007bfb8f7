import { AppError, type TenantContext } from "@gloria/core";
import { fileChunks } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import { readInTenant } from "../in-tenant.ts";
import type { Services } from "../services.ts";
import { fileChunkBytes } from "./file-chunk-bytes.ts";
import { findReadableFile } from "./find-readable-file.ts";

export interface OpenedFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes of the whole file. */
  readonly size: number;
  readonly sha256: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  /** May be read once. Fails with `file.not_found` when the file is deleted meanwhile: never ends early. */
  readonly bytes: AsyncIterable<Buffer>;
}

/** Bytes from `start` up to and including `end`, within the file. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a file one chunk at a time, a short transaction each, so that a slow reader holds neither memory nor a
 * connection. A piece of a verb: whether the caller may read it is the caller's to ask.
 *
 * Errors: `file.not_found`, `file.expired`.
 */
export async function openFile(
  services: Services,
  { idempotency: _, ...ctx }: TenantContext,
  fileId: string,
  range?: ByteRange,
): Promise<OpenedFile> {
  const file = await readInTenant(services, ctx, (tx) => findReadableFile(tx, fileId));
  const { id, name, mediaType, size, sha256, createdAt, expiresAt } = file;
  const bytes = readBytes(services, ctx, id, range ?? { start: 0, end: size - 1 });
  return { id, name, mediaType, size, sha256, createdAt, expiresAt, bytes };
}

async function* readBytes(
  services: Services,
  ctx: TenantContext,
  fileId: string,
  { start, end }: ByteRange,
): AsyncGenerator<Buffer> {
  let at = start;
  while (at <= end) {
    const seq = Math.floor(at / fileChunkBytes);
    const chunk = await readChunk(services, ctx, fileId, seq);
    const from = at - seq * fileChunkBytes;
    const piece = chunk.subarray(from, Math.min(chunk.length, end + 1 - seq * fileChunkBytes));
    if (piece.length === 0) throw new AppError("file.not_found");
    yield piece;
    at += piece.length;
  }
}

function readChunk(services: Services, ctx: TenantContext, fileId: string, seq: number): Promise<Buffer> {
  return readInTenant(services, ctx, async (tx) => {
    const [chunk] = await tx.db
      .select({ bytes: fileChunks.bytes })
      .from(fileChunks)
      .where(and(eq(fileChunks.tenantId, tx.tenantId), eq(fileChunks.fileId, fileId), eq(fileChunks.seq, seq)));
    if (chunk === undefined) throw new AppError("file.not_found");
    return chunk.bytes;
  });
}
