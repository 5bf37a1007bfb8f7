import { TextDecoder } from "node:util";
import type { SpooledFile } from "./spool-file.ts";
import type { TableEncoding } from "./table-reading.ts";

/** What Windows-1252 has at 0x80 to 0x9F, where ISO 8859-1 has controls. */
const windowsLetters = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** The file as text, without its byte order mark, piece by piece. */
export async function* decodeText(file: SpooledFile, encoding: TableEncoding): AsyncGenerator<string, void> {
  if (encoding === "windows-1252") {
    for await (const chunk of file.read()) {
      yield chunk
        .toString("latin1")
        .replace(/[\u0080-\u009f]/g, (letter) => windowsLetters[letter.charCodeAt(0) - 0x80] ?? letter);
    }
    return;
  }
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of file.read()) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
