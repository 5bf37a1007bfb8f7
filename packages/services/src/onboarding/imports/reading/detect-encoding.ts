import { TextDecoder } from "node:util";
import { ImportFileError } from "./import-file-error.ts";
import type { SpooledFile } from "./spool-file.ts";
import type { TableEncoding } from "./table-reading.ts";

/**
 * Reads the whole file once, so that no row is imported from a file that turns out unreadable further down. UTF-8 is
 * proved, UTF-16 says itself by its mark. What is left is Windows-1252 if all its letters are ones that people write
 * in names and addresses. Throws `nul_bytes`, `wrong_encoding`.
 */
export async function detectEncoding(file: SpooledFile): Promise<TableEncoding> {
  const marked = await byteOrderMark(file);
  if (marked !== null) {
    await proveDecodable(file, marked);
    return marked;
  }
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let isUtf8 = true;
  const highBytes = new Uint32Array(256);
  for await (const chunk of file.read()) {
    if (chunk.includes(0)) throw new ImportFileError("nul_bytes");
    if (isUtf8) isUtf8 = decodes(decoder, chunk);
    for (const byte of chunk) if (byte >= 0x80) highBytes[byte] = (highBytes[byte] ?? 0) + 1;
  }
  if (isUtf8) isUtf8 = decodes(decoder);
  if (isUtf8) return "utf-8";
  const isWestern = highBytes.every((count, byte) => count === 0 || byte < 0x80 || writtenInNames.has(byte));
  // Both kinds in one file: it was put together from two, and either reading would garble some of the names.
  if (!isWestern || (await holdsUtf8Letters(file))) throw new ImportFileError("wrong_encoding");
  return "windows-1252";
}

/** é, Ñ, curly quotes, dashes, €, ellipsis, no-break space, °, ª, º, ´. */
const writtenInNames = new Set([
  0x80,
  0x85,
  0x91,
  0x92,
  0x93,
  0x94,
  0x95,
  0x96,
  0x97,
  0xa0,
  0xaa,
  0xb0,
  0xb4,
  0xba,
  ...Array.from({ length: 0x40 }, (_, n) => 0xc0 + n).filter((byte) => byte !== 0xd7 && byte !== 0xf7),
]);

async function byteOrderMark(file: SpooledFile): Promise<TableEncoding | null> {
  const mark = Buffer.alloc(3);
  await file.handle.read(mark, 0, 3, 0);
  if (mark[0] === 0xef && mark[1] === 0xbb && mark[2] === 0xbf) return null;
  if (mark[0] === 0xff && mark[1] === 0xfe) return "utf-16le";
  if (mark[0] === 0xfe && mark[1] === 0xff) return "utf-16be";
  return null;
}

async function proveDecodable(file: SpooledFile, encoding: TableEncoding): Promise<void> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of file.read()) {
    if (!decodes(decoder, chunk)) throw new ImportFileError("wrong_encoding");
  }
  if (!decodes(decoder)) throw new ImportFileError("wrong_encoding");
}

/** A fatal decoder throws a TypeError at the first byte that fits nowhere; without a chunk it checks the end. */
function decodes(decoder: TextDecoder, chunk?: Uint8Array): boolean {
  try {
    const text = chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    return !text.includes("\0");
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Whether two- and three-byte letters of UTF-8 stand beside the bytes that are none. */
async function holdsUtf8Letters(file: SpooledFile): Promise<boolean> {
  const decoder = new TextDecoder("utf-8");
  for await (const chunk of file.read()) {
    if (/[\u0080-\ufffc]/.test(decoder.decode(chunk, { stream: true }))) return true;
  }
  return false;
}
