import { ImportFileError } from "./import-file-error.ts";
import type { SpooledFile } from "./spool-file.ts";

const headBytes = 4096;

/**
 * What the content is, whatever the file is called. Throws for everything that is neither a table in text nor a zip:
 * the problem names what it is instead.
 */
export async function recogniseContent(file: SpooledFile): Promise<"text" | "zip"> {
  const head = Buffer.alloc(Math.min(headBytes, file.size));
  await file.handle.read(head, 0, head.length, 0);
  if (head.subarray(0, 4).equals(Buffer.from("PK\x03\x04", "latin1"))) return "zip";
  if (head.subarray(0, 8).equals(Buffer.from("d0cf11e0a1b11ae1", "hex"))) {
    // An OLE container: Excel 97 to 2003, or the wrapper around a workbook with a password.
    throw new ImportFileError((await holds(file, "EncryptedPackage")) ? "encrypted" : "xls_old_format");
  }
  const found = binaryKinds.find(([magic]) => head.subarray(0, magic.length).equals(Buffer.from(magic, "latin1")));
  if (found) throw new ImportFileError("not_a_spreadsheet", { found: found[1] });
  const begin = head
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "")
    .trimStart()
    .slice(0, 200)
    .toLowerCase();
  if (/^<(!doctype html|html|head|meta|body|table|style)/.test(begin))
    throw new ImportFileError("html_not_spreadsheet");
  if (begin.startsWith("<?xml") || begin.startsWith("<workbook")) {
    const isHtml = head.toString("latin1").toLowerCase().includes("<html");
    throw isHtml
      ? new ImportFileError("html_not_spreadsheet")
      : new ImportFileError("other_spreadsheet_format", { found: "XML" });
  }
  if (/^\{\s*["}]/.test(begin) || /^\[\s*[{\]]/.test(begin)) {
    throw new ImportFileError("not_a_spreadsheet", { found: "JSON" });
  }
  return "text";
}

const binaryKinds = [
  ["%PDF-", "PDF"],
  ["\x89PNG", "PNG"],
  ["\xff\xd8\xff", "JPEG"],
  ["GIF8", "GIF"],
  ["\x1f\x8b", "GZIP"],
  ["Rar!", "RAR"],
  ["7z\xbc\xaf", "7-Zip"],
  ["{\\rtf", "RTF"],
] as const;

/** Directory entries of OLE containers are UTF-16. */
async function holds(file: SpooledFile, name: string): Promise<boolean> {
  const wanted = Buffer.from(name, "utf16le");
  let kept = Buffer.alloc(0);
  for await (const chunk of file.read()) {
    const window = Buffer.concat([kept, chunk]);
    if (window.includes(wanted)) return true;
    kept = window.subarray(Math.max(0, window.length - wanted.length));
  }
  return false;
}
