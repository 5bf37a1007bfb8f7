import type { ImportFileProblem } from "@gloria/contracts";
import { describe, expect, it } from "vitest";
import { buildWorkbook, buildZip, workbookParts } from "./build-workbook.fixture.ts";
import { ImportFileError } from "./import-file-error.ts";
import { openTable } from "./open-table.ts";
import type { TableLimits, TableReading, TableRow } from "./table-reading.ts";

async function* inPieces(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array, void> {
  const step = bytes.length > 10_000 ? 65_536 : size;
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
}

interface Read extends Omit<TableReading, "rows" | "close"> {
  readonly rows: readonly TableRow[];
}

async function read(
  content: Uint8Array | string,
  fileName = "guru.csv",
  more: { sheet?: string; limits?: Partial<TableLimits> } = {},
): Promise<Read> {
  const reading = await openTable(inPieces(Buffer.from(content)), { fileName, ...more });
  try {
    const rows: TableRow[] = [];
    for await (const row of reading.rows) rows.push(row);
    return { ...reading, rows };
  } finally {
    await reading.close();
  }
}

async function problemOf(...args: Parameters<typeof read>): Promise<ImportFileProblem> {
  try {
    await read(...args);
  } catch (error) {
    if (error instanceof ImportFileError) return error.problem;
    throw error;
  }
  throw new Error("the file was read");
}

const cellsOf = ({ rows }: Read) => rows.map(({ cells }) => cells);
const head = ["Nama", "NIP", "Tanggal Lahir"];
const xlsx = (...rows: Parameters<typeof buildWorkbook>[0][number]["rows"][number][]) =>
  buildWorkbook([{ name: "Guru", rows: [head, ...rows] }]);

describe("CSV that can be read", () => {
  it("UTF-8 with a byte order mark, which is no part of the first header", async () => {
    const table = await read("\ufeffNama,NIP\nBudi Ñoño,0012\n");
    expect(table).toMatchObject({
      format: "csv",
      encoding: "utf-8",
      delimiter: ",",
      headers: ["Nama", "NIP"],
      notices: [],
    });
    expect(table.rows).toEqual([{ rowNumber: 2, cells: ["Budi Ñoño", "0012"], problems: [] }]);
  });

  it.each([
    [";", "Nama;NIP;Gelar\nBudi;1;S.Pd., M.Pd.\nAni;2;S.E., M.M.\n"],
    ["\t", "Nama\tNIP\tGelar\nBudi\t1\tS.Pd., M.Pd.\n"],
    ["|", "Nama|NIP|Gelar\nBudi|1|S.Pd., M.Pd.\n"],
    [",", 'Nama,NIP,Gelar\nBudi,1,"S.Pd., M.Pd."\n'],
  ])("columns separated by %j, with commas in the entries", async (delimiter, content) => {
    const table = await read(content);
    expect(table.delimiter).toBe(delimiter);
    expect(table.rows[0]?.cells).toEqual(["Budi", "1", "S.Pd., M.Pd."]);
  });

  it("Excel's line that names the separator", async () => {
    const table = await read("sep=|\r\nNama|NIP\r\nBudi|1\r\n");
    expect(cellsOf(table)).toEqual([["Budi", "1"]]);
    expect(table.headerRowNumber).toBe(1);
  });

  it.each(["utf-16le", "utf-16be"] as const)("%s with its mark", async (encoding) => {
    const bytes = Buffer.from("\ufeffNama\tNIP\r\nJosé\t12\r\n", "utf16le");
    if (encoding === "utf-16be") bytes.swap16();
    const table = await read(bytes);
    expect(table.encoding).toBe(encoding);
    expect(cellsOf(table)).toEqual([["José", "12"]]);
  });

  it("Windows-1252, said in a notice", async () => {
    const table = await read(Buffer.from("Nama;NIP\nJos\xe9 d\x92Arc;12\n", "latin1"));
    expect(cellsOf(table)).toEqual([["José d’Arc", "12"]]);
    expect(table.notices).toEqual([{ code: "encoding_guessed", params: { encoding: "Windows-1252" } }]);
  });

  it("line breaks and doubled quotes within quotes, CR and CRLF line ends", async () => {
    const table = await read('Nama,Alamat Jalan\r\n"Budi","Jl. ""A""\nNo. 1"\rAni,B\n');
    expect(cellsOf(table)).toEqual([
      ["Budi", 'Jl. "A"\nNo. 1'],
      ["Ani", "B"],
    ]);
    expect(table.rows.map(({ rowNumber }) => rowNumber)).toEqual([2, 3]);
  });

  it("titles above the header, empty rows, and the numbers that a spreadsheet would show", async () => {
    const table = await read("DAFTAR GURU,,\nSD Contoh,,\n,,\nNo,Nama,NIP\n1,Budi,7\n,,\n\n2,Ani,8\n,,\n");
    expect(table.headerRowNumber).toBe(4);
    expect(table.rows.map(({ rowNumber, cells }) => [rowNumber, ...cells])).toEqual([
      [5, "1", "Budi", "7"],
      [8, "2", "Ani", "8"],
    ]);
  });

  it("ragged rows: short ones end in empty cells, a value without a header is a problem of its row", async () => {
    const table = await read("Nama,NIP\nBudi\nAni,2,x\nEko,3,\n");
    expect(cellsOf(table)).toEqual([
      ["Budi", ""],
      ["Ani", "2"],
      ["Eko", "3"],
    ]);
    expect(table.rows.map(({ problems }) => problems)).toEqual([
      [],
      [{ columnIndex: null, code: "cell_without_header", params: { cellColumn: "C", value: "x" } }],
      [],
    ]);
  });

  it("formula text stays the text that it is", async () => {
    const table = await read('Nama,NIP\n"=HYPERLINK(""http://x"")",\'0012\n');
    expect(cellsOf(table)).toEqual([['=HYPERLINK("http://x")', "'0012"]]);
  });

  it("a very long cell is a problem of that cell alone", async () => {
    const table = await read(`Nama,NIP\n${"x".repeat(40_000)},1\n`);
    expect(table.rows).toEqual([
      {
        rowNumber: 2,
        cells: ["", "1"],
        problems: [{ columnIndex: 0, code: "cell_too_long", params: { max: 32_767 } }],
      },
    ]);
  });

  it("a table of unknown headers, so that a person can map them", async () =>
    expect((await read("Foo,Bar\n1,2\n")).headers).toEqual(["Foo", "Bar"]));

  it("can be read again, and left in the middle", async () => {
    const reading = await openTable(inPieces(Buffer.from("Nama,NIP\nA,1\nB,2\n")), { fileName: "a.csv" });
    for (const expected of ["A", "A"]) {
      for await (const row of reading.rows) {
        expect(row.cells[0]).toBe(expected);
        break;
      }
    }
    await reading.close();
  });
});

describe("CSV that cannot be read", () => {
  it.each<[string, Uint8Array | string, ImportFileProblem]>([
    ["an empty file", "", { code: "file_empty", params: {} }],
    ["only line breaks", "\n \n\n", { code: "file_empty", params: {} }],
    [
      "letters of no encoding",
      Buffer.from("Nama,NIP\nA\x81\x8d,1\n", "latin1"),
      { code: "wrong_encoding", params: {} },
    ],
    [
      "two encodings in one file",
      Buffer.concat([Buffer.from("Nama,NIP\nJosé,1\n"), Buffer.from("Jos\xe9,2\n", "latin1")]),
      { code: "wrong_encoding", params: {} },
    ],
    ["NUL bytes", "Nama,NIP\nA\0,1\n", { code: "nul_bytes", params: {} }],
    [
      "no header row",
      "Budi,198501,b@x.example\nAni,198502,a@x.example\n",
      { code: "header_missing", params: { searchedRows: 30 } },
    ],
    ["prose", "Yth. Bapak Ibu\nBerikut daftarnya\n", { code: "not_a_table", params: {} }],
    [
      "a header twice",
      "Nama,NIP,nama \nA,1,B\n",
      { code: "header_duplicate", params: { header: "nama", columns: ["A", "C"] } },
    ],
    ["headers only", "Nama,NIP\n,\n", { code: "no_data_rows", params: { headerRowNumber: 1 } }],
    ["a quote that stays open", 'Nama,NIP\nA,1\n"B,2\nC,3\n', { code: "quote_unclosed", params: { rowNumber: 3 } }],
    ["a quote in the middle", 'Nama,NIP\nA "B" C,1\nA,2\n', { code: "quote_misplaced", params: { rowNumber: 2 } }],
    [
      "301 columns",
      `Nama,${Array.from({ length: 300 }, (_, n) => `Kolom ${n}`).join(",")}\nA\n`,
      { code: "too_many_columns", params: { max: 300, found: 301 } },
    ],
    ["a web page", "<html><table><tr><td>Nama</td></tr></table></html>", { code: "html_not_spreadsheet", params: {} }],
    ["a PDF", "%PDF-1.7 ...", { code: "not_a_spreadsheet", params: { found: "PDF" } }],
    ["JSON", '[{"nama": "A"}]', { code: "not_a_spreadsheet", params: { found: "JSON" } }],
  ])("%s", async (_name, content, problem) => {
    expect(await problemOf(content)).toEqual(problem);
  });

  it("too many bytes and too many rows", async () => {
    expect(await problemOf("Nama,NIP\nA,1\n", "a.csv", { limits: { maxBytes: 5 } })).toMatchObject({
      code: "file_too_large",
    });
    const rows = await problemOf("Nama,NIP\nA,1\n,\nB,2\nC,3\n", "a.csv", { limits: { maxRows: 2 } });
    expect(rows).toEqual({ code: "too_many_rows", params: { max: 2 } });
  });
});

describe("XLSX that can be read", () => {
  it("dates by style, formulas by their stored value, numbers as they are meant", async () => {
    const table = await read(
      xlsx(
        ["Budi", { xml: '<c s="3"><v>1234</v></c>' }, { xml: '<c s="1"><v>32874</v></c>' }],
        ["Ani", { xml: "<c><f>1+1</f><v>2</v></c>" }, { xml: '<c s="2"><v>36526.5</v></c>' }],
        ["Eko", 3_374_010_101_900_001, 32874],
        ["Sri", { xml: '<c t="b"><v>1</v></c>' }, { xml: '<c t="str"><f>A1</f><v></v></c>' }],
        ["Tri_x0009_A", 0.1, { xml: '<c t="d"><v>1990-01-02T00:00:00</v></c>' }],
      ),
      "guru.xlsx",
    );
    expect(table).toMatchObject({
      format: "xlsx",
      encoding: null,
      delimiter: null,
      sheetName: "Guru",
      sheets: ["Guru"],
    });
    expect(cellsOf(table)).toEqual([
      ["Budi", "0000001234", "1990-01-01"],
      ["Ani", "2", "2000-01-01 12:00:00"],
      ["Eko", "3.3740101019E+15", "32874"],
      ["Sri", "TRUE", ""],
      ["Tri\tA", "0.1", "1990-01-02"],
    ]);
  });

  it("dates that count from 1904", async () => {
    const sheet = { name: "A", rows: [head, ["Budi", 1, { xml: '<c s="2"><v>1</v></c>' }]] };
    const table = await read(buildWorkbook([sheet], '<workbookPr date1904="1"/>'), "a.xlsx");
    expect(table.rows[0]?.cells[2]).toBe("1904-01-02");
  });

  it("formulas without a value, and with an error, are problems of their cells", async () => {
    const table = await read(
      xlsx(["Budi", { xml: "<c><f>A1</f></c>" }, { xml: '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>' }]),
      "guru.xlsx",
    );
    expect(table.rows).toEqual([
      {
        rowNumber: 2,
        cells: ["Budi", "", ""],
        problems: [
          { columnIndex: 1, code: "formula_without_value", params: {} },
          { columnIndex: 2, code: "formula_error", params: { value: "#DIV/0!" } },
        ],
      },
    ]);
  });

  it("hidden sheets are passed over, other sheets with tables named, and a sheet can be asked for", async () => {
    const rows = (name: string) => [head, [name, 1, ""]];
    const book = buildWorkbook([
      { name: "Lama", state: "hidden", rows: rows("L") },
      { name: "Catatan", rows: [["Halo"]] },
      { name: "Guru", rows: rows("G") },
      { name: "TU", rows: rows("T") },
    ]);
    const table = await read(book, "a.xlsx");
    expect(cellsOf(table)[0]?.[0]).toBe("G");
    expect(table.sheets).toEqual(["Catatan", "Guru", "TU"]);
    expect(table.notices).toEqual([{ code: "sheets_not_read", params: { sheet: "Guru", sheets: ["TU"] } }]);
    expect(cellsOf(await read(book, "a.xlsx", { sheet: "TU" }))[0]?.[0]).toBe("T");
    expect(await problemOf(book, "a.xlsx", { sheet: "Lama" })).toMatchObject({ code: "sheet_not_found" });
  });

  it("a million formatted rows without content", async () => {
    const empty = Array.from({ length: 60_000 }, (_, n) => `<row r="${n + 988_000}" s="1"><c s="1"/></row>`).join("");
    const first = `<row r="1">${head.map((h) => `<c t="inlineStr"><is><t>${h}</t></is></c>`).join("")}</row>`;
    const data = `${first}<row r="2"><c t="inlineStr"><is><t>Budi</t></is></c></row>${empty}`;
    expect(cellsOf(await read(buildWorkbook([{ name: "A", rows: [], data }]), "a.xlsx"))).toEqual([["Budi", "", ""]]);
  });

  it("under a wrong name, which is said in a notice", async () => {
    expect((await read(xlsx(["Budi", 1, ""]), "guru.csv")).notices).toEqual([
      { code: "extension_differs", params: { format: "XLSX" } },
    ]);
    expect((await read("Nama,NIP\nA,1\n", "guru.xlsx")).notices).toEqual([
      { code: "extension_differs", params: { format: "CSV" } },
    ]);
  });

  it("merged titles above the table", async () => {
    const rows = [["DAFTAR GURU"], head, ["Budi", 1, ""]];
    const tail = '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>';
    expect(cellsOf(await read(buildWorkbook([{ name: "A", rows, tail }]), "a.xlsx"))).toHaveLength(1);
  });

  it("shared texts, in any order and with rich parts", async () => {
    const texts = Array.from(
      { length: 200 },
      (_, n) => `<si><r><t>Teks </t></r><r><t>${n}</t></r><rPh><t>x</t></rPh></si>`,
    );
    const cell = (n: number) => ({ xml: `<c t="s"><v>${n}</v></c>` });
    const parts = workbookParts([
      { name: "A", rows: [head, [cell(199), cell(0), cell(64)], [cell(63), cell(199), ""]] },
    ]);
    const linked = parts.map((part) =>
      part.name === "xl/_rels/workbook.xml.rels"
        ? {
            ...part,
            content: String(part.content).replace(
              "<Relationship ",
              '<Relationship Id="s" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship ',
            ),
          }
        : part,
    );
    const book = (count: number) =>
      buildZip([...linked, { name: "xl/sharedStrings.xml", content: `<sst>${texts.slice(0, count).join("")}</sst>` }]);
    expect(cellsOf(await read(book(200), "a.xlsx"))).toEqual([
      ["Teks 199", "Teks 0", "Teks 64"],
      ["Teks 63", "Teks 199", ""],
    ]);
    expect(await problemOf(book(100), "a.xlsx")).toEqual({ code: "file_damaged", params: {} });
  });
});

describe("XLSX that cannot be read", () => {
  const good = xlsx(["Budi", 1, ""]);
  const ole = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]);
  const merged = {
    name: "Guru",
    rows: [head, ["Budi", 1, ""], ["", 2, ""]],
    tail: '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>',
  };
  const bomb = [
    ...workbookParts([{ name: "A", rows: [head] }]),
    { name: "xl/media/x", content: Buffer.alloc(12 * 1024 * 1024) },
  ];
  const changed = Buffer.from(good);
  changed.writeUInt32LE(0, changed.indexOf("PK\x01\x02") + 16);

  it.each<[string, Uint8Array, ImportFileProblem]>([
    ["an old .xls", ole, { code: "xls_old_format", params: {} }],
    ["a password", Buffer.concat([ole, Buffer.from("EncryptedPackage", "utf16le")]), { code: "encrypted", params: {} }],
    ["a truncated zip", good.subarray(0, good.length - 40), { code: "file_damaged", params: {} }],
    ["a wrong checksum", changed, { code: "file_damaged", params: {} }],
    ["a zip bomb", buildZip(bomb), { code: "zip_bomb", params: { maxMegabytes: 1024 } }],
    [
      "merged cells in the data",
      buildWorkbook([merged]),
      { code: "merged_cells", params: { sheet: "Guru", range: "A2:A3" } },
    ],
    [
      "hidden sheets only",
      buildWorkbook([{ name: "A", state: "veryHidden", rows: [head] }]),
      { code: "sheets_hidden", params: { sheets: ["A"] } },
    ],
    ["nothing in it", buildWorkbook([{ name: "A", rows: [] }]), { code: "file_empty", params: {} }],
    [
      "headers only",
      buildWorkbook([{ name: "A", rows: [head] }]),
      { code: "no_data_rows", params: { headerRowNumber: 1 } },
    ],
    [
      "broken XML",
      buildWorkbook([{ name: "A", rows: [], data: "<row><c></row>" }]),
      { code: "file_damaged", params: {} },
    ],
    [
      "a document type",
      buildWorkbook([{ name: "A", rows: [], data: '<!DOCTYPE x [<!ENTITY a "b">]>' }]),
      { code: "file_damaged", params: {} },
    ],
    [
      "an OpenDocument table",
      buildZip([
        { name: "mimetype", content: "x" },
        { name: "content.xml", content: "<a/>" },
      ]),
      { code: "other_spreadsheet_format", params: { found: "ODS" } },
    ],
    [
      "a binary workbook",
      buildZip([{ name: "xl/workbook.bin", content: "x" }]),
      { code: "other_spreadsheet_format", params: { found: "XLSB" } },
    ],
    [
      "a Word document",
      buildZip([{ name: "word/document.xml", content: "x" }]),
      { code: "not_a_spreadsheet", params: { found: "Word" } },
    ],
    ["any zip", buildZip([{ name: "a.txt", content: "x" }]), { code: "not_a_spreadsheet", params: { found: "ZIP" } }],
  ])("%s", async (_name, content, problem) => {
    expect(await problemOf(content, "guru.xlsx")).toEqual(problem);
  });

  it("unpacks to no more than it declares, and to no more than is allowed", async () => {
    const parts = workbookParts([{ name: "A", rows: [head, ...Array.from({ length: 500 }, () => ["Budi", 1, ""])] }]);
    const lying = parts.map((part) => (part.name.endsWith("sheet1.xml") ? { ...part, claimedSize: 100 } : part));
    expect(await problemOf(buildZip(lying), "a.xlsx")).toMatchObject({ code: "file_damaged" });
    const small = { limits: { maxInflatedBytes: 20_000 } };
    expect(await problemOf(buildZip(parts), "a.xlsx", small)).toMatchObject({ code: "zip_bomb" });
  });
});
