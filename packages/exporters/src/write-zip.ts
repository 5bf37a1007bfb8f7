import { Readable } from "node:stream";
import { ZipFile } from "yazl";

export interface ZipEntry {
  readonly name: string;
  /** Begun when its turn comes, so that entries may count what those before them held. */
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** A zip archive of entries that flow through one after the other, each deflated. */
export async function* writeZip(entries: readonly ZipEntry[], modified: Date): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  zip.on("error", (error: Error) => out.destroy(error));
  for (const { name, open } of entries) {
    zip.addReadStreamLazy(name, { mtime: modified }, (give) => {
      const source = Readable.from(open(), { objectMode: false });
      // The library hands bytes on, but not failures.
      source.once("error", (error) => out.destroy(error));
      give(null, source);
    });
  }
  zip.end();
  for await (const piece of out) yield piece as Uint8Array;
}
