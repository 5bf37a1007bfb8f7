import { crc32, deflateRawSync } from "node:zlib";

export interface ZipPart {
  readonly name: string;
  readonly content: Buffer | string;
  /** What the directory claims, where it is to lie. */
  readonly claimedSize?: number;
}

/** A zip, made by hand so that it can be made wrong. */
export function buildZip(parts: readonly ZipPart[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimedSize } of parts) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimedSize ?? bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    files.push(Buffer.from("PK\x03\x04", "latin1"), common, Buffer.from(name), packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, tail, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, entries, end]);
}

export interface FixtureSheet {
  readonly name: string;
  readonly state?: "hidden" | "veryHidden";
  /** Rows of cells: text, a number, or the XML within `<c …>` written out with its attributes. */
  readonly rows: readonly (readonly (string | number | { readonly xml: string })[])[];
  /** Behind the rows. */
  readonly tail?: string;
  /** Instead of the rows. */
  readonly data?: string;
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const offices = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';

/** The parts of a workbook. Style 1 is a date of our own, 2 the built-in date, 3 ten digits with leading zeros. */
export function workbookParts(sheets: readonly FixtureSheet[], properties = ""): ZipPart[] {
  const list = sheets.map(
    ({ name, state }, n) =>
      `<sheet name="${name}" sheetId="${n + 1}" r:id="rId${n + 1}"${state ? ` state="${state}"` : ""}/>`,
  );
  const links = sheets.map(
    (_, n) => `<Relationship Id="rId${n + 1}" Type="${offices}/worksheet" Target="worksheets/sheet${n + 1}.xml"/>`,
  );
  return [
    {
      name: "_rels/.rels",
      content: `<Relationships ${packages}><Relationship Id="rId1" Type="${offices}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
    },
    {
      name: "xl/workbook.xml",
      content: `<workbook ${main} xmlns:r="${offices}">${properties}<sheets>${list.join("")}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: `<Relationships ${packages}>${links.join("")}<Relationship Id="rId99" Type="${offices}/styles" Target="styles.xml"/></Relationships>`,
    },
    {
      name: "xl/styles.xml",
      content: `<styleSheet ${main}><numFmts><numFmt numFmtId="164" formatCode="[$-421]dd\\ mmmm\\ yyyy;@"/><numFmt numFmtId="165" formatCode="0000000000"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
    },
    ...sheets.map((sheet, n) => ({ name: `xl/worksheets/sheet${n + 1}.xml`, content: sheetXml(sheet) })),
  ];
}

export function buildWorkbook(sheets: readonly FixtureSheet[], properties = ""): Buffer {
  return buildZip(workbookParts(sheets, properties));
}

function sheetXml({ rows, tail = "", data }: FixtureSheet): string {
  const body = rows.map((cells, n) => `<row r="${n + 1}">${cells.map(cellXml).join("")}</row>`).join("");
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet ${main}><sheetData>${data ?? body}</sheetData>${tail}</worksheet>`;
}

function cellXml(cell: string | number | { readonly xml: string }): string {
  if (typeof cell === "number") return `<c><v>${cell}</v></c>`;
  if (typeof cell === "object") return cell.xml;
  const text = cell.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return text === "" ? "<c/>" : `<c t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}
