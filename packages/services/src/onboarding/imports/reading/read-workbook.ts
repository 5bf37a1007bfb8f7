import { posix } from "node:path";
import { builtInFormat, type CellFormat, customFormat } from "./cell-format.ts";
import { ImportFileError } from "./import-file-error.ts";
import type { ZipParts } from "./open-zip.ts";
import { readWholeXml, type XmlHandler } from "./read-xml.ts";

export interface WorkbookSheet {
  readonly name: string;
  readonly part: string;
  readonly isVisible: boolean;
}

export interface Workbook {
  readonly sheets: readonly WorkbookSheet[];
  readonly from1904: boolean;
  /** By the number of a cell's style. */
  readonly formats: readonly CellFormat[];
  readonly sharedStringsPart: string | null;
}

/** What is kept of it stays in memory. */
const maxPartBytes = 32 * 1024 * 1024;

/** Throws `other_spreadsheet_format` or `not_a_spreadsheet` for a zip that is something else. */
export async function readWorkbook(zip: ZipParts): Promise<Workbook> {
  const path = await workbookPart(zip);
  if (path === null || !path.endsWith(".xml") || !zip.has(path)) throw otherFormat(zip);
  const related = await relations(zip, path);
  const sheets: WorkbookSheet[] = [];
  let from1904 = false;
  await readPart(zip, path, {
    open(name, attributes) {
      if (name === "workbookPr") from1904 = /^(1|true)$/.test(attributes["date1904"] ?? "");
      if (name !== "sheet") return;
      const id = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? "";
      const target = related.find((one) => one.id === id);
      // Chart sheets and macro sheets hold no table.
      if (target?.kind !== "worksheet") return;
      const isVisible = (attributes["state"] ?? "visible") === "visible";
      sheets.push({ name: attributes["name"] ?? "", part: target.part, isVisible });
    },
  });
  const partOf = (kind: string) => related.find((one) => one.kind === kind && zip.has(one.part))?.part ?? null;
  return {
    sheets,
    from1904,
    formats: await formatsOf(zip, partOf("styles")),
    sharedStringsPart: partOf("sharedStrings"),
  };
}

interface Relation {
  readonly id: string;
  /** The last word of its type, which is the same in both dialects of the format. */
  readonly kind: string;
  readonly part: string;
}

async function workbookPart(zip: ZipParts): Promise<string | null> {
  if (!zip.has("_rels/.rels")) return null;
  return (await relations(zip, "")).find(({ kind }) => kind === "officeDocument")?.part ?? null;
}

async function relations(zip: ZipParts, part: string): Promise<readonly Relation[]> {
  const path = posix.join(posix.dirname(part), "_rels", `${posix.basename(part)}.rels`);
  const found: Relation[] = [];
  if (!zip.has(path)) return found;
  await readPart(zip, path, {
    open(name, { Id: id, Type: type, Target: target, TargetMode: mode }) {
      if (name !== "Relationship" || id === undefined || target === undefined || mode === "External") return;
      const part_ = posix.join(target.startsWith("/") ? "" : posix.dirname(part), target).replace(/^\//, "");
      found.push({ id, kind: type?.split("/").at(-1) ?? "", part: part_ });
    },
  });
  return found;
}

async function formatsOf(zip: ZipParts, part: string | null): Promise<readonly CellFormat[]> {
  if (part === null) return [];
  const custom = new Map<number, CellFormat>();
  const formats: CellFormat[] = [];
  let inCellStyles = false;
  await readPart(zip, part, {
    open(name, attributes) {
      const id = Number(attributes["numFmtId"] ?? 0);
      if (name === "numFmt") custom.set(id, customFormat(attributes["formatCode"] ?? ""));
      else if (name === "cellXfs") inCellStyles = true;
      else if (name === "xf" && inCellStyles) formats.push(custom.get(id) ?? builtInFormat(id));
    },
    close(name) {
      if (name === "cellXfs") inCellStyles = false;
    },
  });
  return formats;
}

async function readPart(zip: ZipParts, part: string, handler: XmlHandler): Promise<void> {
  await readWholeXml(bounded(zip.read(part)), handler);
}

async function* bounded(part: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let size = 0;
  for await (const chunk of part) {
    size += chunk.byteLength;
    if (size > maxPartBytes) throw new ImportFileError("zip_bomb", { maxMegabytes: maxPartBytes / 1024 / 1024 });
    yield chunk;
  }
}

function otherFormat(zip: ZipParts): ImportFileError {
  if (zip.has("content.xml") && zip.has("mimetype"))
    return new ImportFileError("other_spreadsheet_format", { found: "ODS" });
  if (zip.has("xl/workbook.bin")) return new ImportFileError("other_spreadsheet_format", { found: "XLSB" });
  if (zip.has("Index/Document.iwa")) return new ImportFileError("other_spreadsheet_format", { found: "Numbers" });
  if (zip.has("word/document.xml")) return new ImportFileError("not_a_spreadsheet", { found: "Word" });
  return new ImportFileError("not_a_spreadsheet", { found: "ZIP" });
}
