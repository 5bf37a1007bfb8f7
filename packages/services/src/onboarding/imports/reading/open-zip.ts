import type { FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import { type Entry, fromRandomAccessReader, RandomAccessReader, type ZipFile } from "yauzl";
import { ImportFileError } from "./import-file-error.ts";
import type { SpooledFile } from "./spool-file.ts";
import type { TableLimits } from "./table-reading.ts";

/** A workbook has a few dozen parts. */
const maxEntries = 5000;
/** Below this size a high ratio is no danger, and ordinary: empty styles, repeated cells. */
const ratioFromBytes = 10 * 1024 * 1024;

/** The parts of a workbook by name. Nothing is unpacked to the disk, so that a part's name can do no harm. */
export interface ZipParts {
  has(name: string): boolean;
  /** The part's bytes, unpacked. Throws `file_damaged` where they are not what the directory says. */
  read(name: string): AsyncGenerator<Buffer, void>;
}

/**
 * Reads the directory at the end of the zip. Throws `zip_bomb` where it declares more than the limits allow (what is
 * then unpacked is held to what it declares), `encrypted`, `file_damaged`.
 */
export async function openZip(file: SpooledFile, limits: TableLimits): Promise<ZipParts> {
  const zip = await openDirectory(file);
  const entries = new Map<string, Entry>();
  const bomb = { maxMegabytes: Math.floor(limits.maxInflatedBytes / 1024 / 1024) };
  let inflated = 0;
  for await (const entry of translateErrors(zip.eachEntry())) {
    if (entry.isEncrypted()) throw new ImportFileError("encrypted");
    inflated += entry.uncompressedSize;
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
    const isBomb = entry.uncompressedSize > ratioFromBytes && ratio > limits.maxRatio;
    if (isBomb || inflated > limits.maxInflatedBytes || entries.size >= maxEntries) {
      throw new ImportFileError("zip_bomb", bomb);
    }
    entries.set(entry.fileName, entry);
  }
  return {
    has: (name) => entries.has(name),
    read: (name) => readEntry(zip, entries.get(name)),
  };
}

async function* readEntry(zip: ZipFile, entry: Entry | undefined): AsyncGenerator<Buffer, void> {
  if (entry === undefined) throw new ImportFileError("file_damaged");
  const stream = await zip.openReadStreamPromise(entry).catch(damaged);
  let sum = 0;
  try {
    for await (const chunk of translateErrors(stream as AsyncIterable<Buffer>)) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } finally {
    stream.destroy();
  }
  if (sum !== entry.crc32) throw new ImportFileError("file_damaged");
}

function openDirectory(file: SpooledFile): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false };
    fromRandomAccessReader(new SpoolReader(file), file.size, options, (error, zip) => {
      if (error) reject(new ImportFileError("file_damaged", {}, { cause: error }));
      else resolve(zip);
    });
  });
}

class SpoolReader extends RandomAccessReader {
  readonly #file: SpooledFile;

  constructor(file: SpooledFile) {
    super();
    this.#file = file;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#file.read(start, end), { objectMode: false });
  }

  override read(...[buffer, offset, length, position, done]: Parameters<RandomAccessReader["read"]>): void {
    readFully(this.#file.handle, buffer.subarray(offset, offset + length), position).then(() => done(null), done);
  }

  /** The spooled file is closed by who opened it. */
  override close(done: (error: Error | null) => void): void {
    done(null);
  }
}

async function readFully(handle: FileHandle, target: Buffer, position: number): Promise<void> {
  for (let got = 0; got < target.length; ) {
    const { bytesRead } = await handle.read(target, got, target.length - got, position + got);
    if (bytesRead === 0) throw new Error("the file ends too early");
    got += bytesRead;
  }
}

/** Whatever the zip reader and zlib complain about, the file is to blame: its bytes are on our own disk already. */
async function* translateErrors<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item, void> {
  const iterator = items[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await iterator.next().catch(damaged);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}

function damaged(error: unknown): never {
  throw new ImportFileError("file_damaged", {}, { cause: error });
}
