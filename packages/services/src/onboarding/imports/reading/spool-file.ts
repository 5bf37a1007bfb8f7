import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ImportFileError } from "./import-file-error.ts";

const chunkBytes = 64 * 1024;

/** A file without a name: it is gone from the disk when it is closed, or when the process ends however it ends. */
export interface SpooledFile {
  readonly handle: FileHandle;
  readonly size: number;
  /** The bytes from `start` (inclusive) to `end` (exclusive), 64 kB at a time. */
  read(start?: number, end?: number): AsyncGenerator<Buffer, void>;
  close(): Promise<void>;
}

/** A new, empty file that nobody else can open. */
export async function openNamelessFile(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), "gloria-import-"));
  try {
    return await open(join(folder, "spool"), "wx+", 0o600);
  } finally {
    // The open handle keeps the content; an import holds personal data, which must not outlive the process.
    await rm(folder, { recursive: true, force: true });
  }
}

/** Takes all of `source` to the disk. Throws `file_too_large` as soon as there is more than `maxBytes`, `file_empty` for none. */
export async function spoolFile(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<SpooledFile> {
  const handle = await openNamelessFile();
  let size = 0;
  try {
    for await (const chunk of source) {
      if (size + chunk.byteLength > maxBytes) {
        throw new ImportFileError("file_too_large", { maxMegabytes: Math.floor(maxBytes / 1024 / 1024) });
      }
      for (let written = 0; written < chunk.byteLength; ) {
        const { bytesWritten } = await handle.write(chunk, written, chunk.byteLength - written, size + written);
        written += bytesWritten;
      }
      size += chunk.byteLength;
    }
    if (size === 0) throw new ImportFileError("file_empty");
  } catch (error) {
    await handle.close();
    throw error;
  }
  return {
    handle,
    size,
    read: (start = 0, end = size) => readRange(handle, start, end),
    close: () => handle.close(),
  };
}

async function* readRange(handle: FileHandle, start: number, end: number): AsyncGenerator<Buffer, void> {
  for (let position = start; position < end; ) {
    const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, end - position));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
