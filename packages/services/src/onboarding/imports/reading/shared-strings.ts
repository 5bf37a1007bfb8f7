import { readSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { ImportFileError } from "./import-file-error.ts";
import { readXml } from "./read-xml.ts";
import { openNamelessFile } from "./spool-file.ts";
import { unescapeText } from "./unescape-text.ts";

const stringsPerPage = 64;
/** XML holds no such character; texts are unescaped on their way out, therefore. */
const separator = "\0";
/** UTF-16 units of decoded pages kept in memory. */
const keptCharacters = 512 * 1024;

export interface SharedStrings {
  /** Throws `file_damaged` for a number that is not in the table. */
  at(index: number): string;
  close(): Promise<void>;
}

export const noSharedStrings: SharedStrings = {
  at: () => {
    throw new ImportFileError("file_damaged");
  },
  close: async () => {},
};

/**
 * A workbook keeps its texts in one table that cells point into, and it may hold six million of them: they go to the
 * disk in pages, since spreadsheets number them in the order in which the sheet uses them.
 */
export async function readSharedStrings(part: AsyncIterable<Uint8Array>): Promise<SharedStrings> {
  const handle = await openNamelessFile();
  try {
    const pages = await writePages(part, handle);
    return { at: pageReader(handle, pages), close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

interface Pages {
  /** Where each page begins; one more than pages. */
  readonly offsets: readonly number[];
  readonly count: number;
}

async function writePages(part: AsyncIterable<Uint8Array>, handle: FileHandle): Promise<Pages> {
  const offsets = [0];
  let count = 0;
  let end = 0;
  let page: string[] = [];
  let waiting: Buffer[] = [];
  let text = "";
  let inText = false;
  let phonetic = 0;
  const endPage = () => {
    const bytes = Buffer.from(page.join(separator));
    waiting.push(bytes);
    end += bytes.length;
    offsets.push(end);
    page = [];
  };
  let written = 0;
  const flush = async () => {
    const bytes = Buffer.concat(waiting);
    waiting = [];
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, written);
      done += bytesWritten;
      written += bytesWritten;
    }
  };
  const pieces = readXml(part, {
    open(name) {
      if (name === "si") text = "";
      else if (name === "rPh") phonetic += 1;
      else if (name === "t") inText = phonetic === 0;
    },
    text(piece) {
      if (inText) text += piece;
    },
    close(name) {
      if (name === "t") inText = false;
      else if (name === "rPh") phonetic -= 1;
      else if (name === "si") {
        page.push(text);
        count += 1;
        if (page.length === stringsPerPage) endPage();
      }
    },
  });
  for await (const _piece of pieces) if (waiting.length > 0) await flush();
  if (page.length > 0) endPage();
  await flush();
  return { offsets, count };
}

function pageReader(handle: FileHandle, { offsets, count }: Pages): (index: number) => string {
  const kept = new Map<number, readonly string[]>();
  let characters = 0;
  let scratch = Buffer.allocUnsafeSlow(4096);
  const sizeOf = (page: number) => (offsets[page + 1] ?? 0) - (offsets[page] ?? 0);
  return (index) => {
    if (!(index >= 0 && index < count)) throw new ImportFileError("file_damaged");
    const number = Math.floor(index / stringsPerPage);
    let page = kept.get(number);
    if (page === undefined) {
      const size = sizeOf(number);
      if (scratch.length < size) scratch = Buffer.allocUnsafeSlow(size);
      // The page lies in the memory of the operating system most of the time: waiting for it would cost more.
      readSync(handle.fd, scratch, 0, size, offsets[number] ?? 0);
      page = scratch.toString("utf8", 0, size).split(separator);
      kept.set(number, page);
      characters += size;
      for (const oldest of kept.keys()) {
        if (characters <= keptCharacters || oldest === number) break;
        kept.delete(oldest);
        characters -= sizeOf(oldest);
      }
    }
    return unescapeText(page[index % stringsPerPage] ?? "");
  };
}
