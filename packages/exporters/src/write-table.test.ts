import { PassThrough } from "node:stream";
import { parse } from "csv-parse/sync";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { describe, expect, it } from "vitest";
import { fromBuffer } from "yauzl";
import { neutralCell } from "./csv-cell.ts";
import { awkwardRows, tableOf, wholeOf } from "./read-back.fixture.ts";
import { writeCsv } from "./write-csv.ts";
import { writeJson, writeNdjson } from "./write-json.ts";
import { writePdf } from "./write-pdf.ts";
import { writeTable } from "./write-table.ts";
import { writeXlsx } from "./write-xlsx.ts";
import { writeZip } from "./write-zip.ts";

describe("CSV", () => {
  it("is read back as it was, but for what a spreadsheet would take for a formula", async () => {
    const text = (await wholeOf(writeCsv(tableOf(awkwardRows), { delimiter: ";", bom: true }))).toString();
    expect(text.startsWith("\uFEFFNIP;Nama;FTE (%);Utama;Sejak;Terakhir aktif\r\n")).toBe(true);
    expect(parse(text, { delimiter: ";", bom: true }).slice(1)).toEqual([
      ["0012", "Siti Nurhaliza, S.Pd.", "100", "ya", "2026-01-31", "2026-11-22T17:05:09.000Z"],
      ["1234567890123456", `'=HYPERLINK("http://x")`, "-5", "tidak", "", ""],
      ["'+62 812", "I Gusti Ayu Oka Râkā — Ñusantara ś", "", "", "1979-12-01", "2026-01-01T00:00:00.000Z"],
      ["'@a", 'baris satu\nbaris; dua, "kutip"', "0", "ya", "2000-02-29", "2026-06-30T23:59:59.000Z"],
      ["", " spasi ", "", "", "", ""],
    ]);
  });

  it("holds any text, and no cell of text begins a formula", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.string({ unit: "grapheme" }), fc.string()), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(",", ";"),
        async (pairs, delimiter) => {
          const rows = pairs.map(([a, b]) => [a, b, 1, null, null, null]);
          const text = (await wholeOf(writeCsv(tableOf(rows), { delimiter: delimiter as ",", bom: false }))).toString();
          const read: string[][] = parse(text, { delimiter, record_delimiter: "\r\n" });
          expect(read.slice(1).map((row) => row.slice(0, 2))).toEqual(
            pairs.map((pair) => pair.map((cell) => neutralCell(cell))),
          );
          expect(read.flat().some((cell) => /^[=+\-@\t\r]/.test(cell))).toBe(false);
        },
      ),
    );
  });
});

describe("JSON", () => {
  const objects = awkwardRows.map(([nip, name, fte, primary, from, seen]) => ({ nip, name, fte, primary, from, seen }));

  it("is an array of objects; lines of objects as NDJSON", async () => {
    expect(JSON.parse((await wholeOf(writeJson(tableOf(awkwardRows)))).toString())).toEqual(objects);
    expect(JSON.parse((await wholeOf(writeJson(tableOf([])))).toString())).toEqual([]);
    const lines = (await wholeOf(writeNdjson(tableOf(awkwardRows)))).toString().trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual(objects);
  });
});

describe("XLSX", () => {
  async function sheetsOf(bytes: Buffer) {
    const workbook = new ExcelJS.Workbook();
    const stream = new PassThrough();
    stream.end(bytes);
    await workbook.xlsx.read(stream);
    return workbook.worksheets;
  }

  it("keeps identifiers as text and has real dates, by the clocks of the zone", async () => {
    const [sheet] = await sheetsOf(await wholeOf(writeXlsx(tableOf(awkwardRows))));
    expect(sheet?.name).toBe("Orang");
    const cells = (row: number) => [1, 2, 3, 4, 5, 6].map((column) => sheet?.getRow(row).getCell(column).value);
    expect(cells(1)).toEqual(["NIP", "Nama", "FTE (%)", "Utama", "Sejak", "Terakhir aktif (WIB)"]);
    expect(cells(2)).toEqual([
      "0012",
      "Siti Nurhaliza, S.Pd.",
      100,
      "ya",
      new Date("2026-01-31T00:00:00Z"),
      new Date("2026-11-23T00:05:09Z"),
    ]);
    expect(cells(3).slice(0, 4)).toEqual(["1234567890123456", '=HYPERLINK("http://x")', -5, "tidak"]);
    expect(cells(4).slice(0, 2)).toEqual(["+62 812", "I Gusti Ayu Oka Râkā — Ñusantara ś"]);
    expect(sheet?.getRow(2).getCell(1).numFmt).toBe("@");
    expect(sheet?.rowCount).toBe(6);
  });

  it("goes on in another sheet where the format ends one, and cuts what a cell cannot hold", async () => {
    const rows = Array.from({ length: 7 }, (_, index) => [`${index}`, "x".repeat(40_000), index, null, null, null]);
    const sheets = await sheetsOf(await wholeOf(writeXlsx(tableOf(rows), { maxSheetRows: 4 })));
    expect(sheets.map((sheet) => [sheet.name, sheet.rowCount])).toEqual([
      ["Orang", 4],
      ["Orang 2", 4],
      ["Orang 3", 2],
    ]);
    expect(String(sheets[2]?.getRow(2).getCell(2).value)).toHaveLength(32_767);
  });

  it("fails with its source, and stops with its reader", async () => {
    async function* broken() {
      yield awkwardRows[0];
      throw new Error("the database went away");
    }
    const table = { ...tableOf([]), rows: broken() };
    await expect(wholeOf(writeXlsx(table))).rejects.toThrow("the database went away");
  });
});

describe("PDF", () => {
  async function pagesOf(bytes: Buffer): Promise<string[]> {
    const pdf = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 }).promise;
    const texts: string[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      texts.push(items.map((item) => ("str" in item ? item.str : "")).join(" "));
    }
    return texts;
  }

  it("says on every page what it is, and which page of how many", async () => {
    const rows = Array.from({ length: 100 }, (_, index) => [`N${index}`, "Râkā Ñu", index, true, "2026-01-31", null]);
    const pages = await pagesOf(await wholeOf(writePdf(tableOf([...rows, ...awkwardRows]), { maxRows: 1000 })));
    expect(pages).toHaveLength(4);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain("Orang");
      expect(page).toContain("Saringan: status: aktif");
      expect(page).toContain("WIB");
      expect(page).toContain("105 baris");
      expect(page).toContain("Terakhir aktif");
      expect(page).toContain(`Halaman ${index + 1} dari 4`);
    }
    const all = pages.join(" ");
    for (let index = 0; index < 100; index += 1) expect(all).toContain(`N${index} `);
    expect(all).toContain("Ñusantara ś");
    expect(all).toContain("2026-11-23 00:05");
  });

  it("cuts what is too wide with an ellipsis, and has the library shape what is not written letter by letter", async () => {
    const long = "Kepala Subbagian ".repeat(20);
    const rows = [
      [long, "عبد الله", 1, null, null, null],
      ["e\u0301 fi", "Ayu", 1, null, null, null],
    ];
    const [page] = await pagesOf(await wholeOf(writePdf(tableOf(rows), { maxRows: 10 })));
    expect(page).toMatch(/Kepala Subbagian Kepala [\w ]*…/);
    expect(page).not.toContain(long.trim());
    expect(page?.normalize("NFKC")).toContain("عبد");
    expect(page).toContain("é fi");
  });

  it("lets everything else have its turn, many times, and does not take a minute", async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => [`N${index}`, `Ni Luh ${index}`, index, true, null, null]);
    let turns = 0;
    let isDone = false;
    const turn = () => {
      turns += 1;
      if (!isDone) setImmediate(turn);
    };
    setImmediate(turn);
    const begun = performance.now();
    const bytes = await wholeOf(writePdf(tableOf(rows), { maxRows: 3000 }));
    isDone = true;
    expect(turns).toBeGreaterThan(90);
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect((await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise).numPages).toBe(94);
  });

  it("has a page even when it has no rows, and refuses more than it may hold", async () => {
    expect(await pagesOf(await wholeOf(writePdf(tableOf([]), { maxRows: 1 })))).toHaveLength(1);
    await expect(wholeOf(writePdf(tableOf(awkwardRows), { maxRows: 4 }))).rejects.toMatchObject({ maxRows: 4 });
  });
});

describe("a zip archive", () => {
  it("holds its entries in order, each opened when its turn comes", async () => {
    const opened: string[] = [];
    const entry = (name: string, text: string) => ({
      name,
      open: async function* () {
        opened.push(name);
        yield Buffer.from(text);
      },
    });
    const bytes = await wholeOf(writeZip([entry("a.csv", "satu"), entry("b.csv", "dua")], new Date()));
    expect(opened).toEqual(["a.csv", "b.csv"]);
    expect(await unzip(bytes)).toEqual({ "a.csv": "satu", "b.csv": "dua" });
  });

  it("fails with an entry", async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("x");
      throw new Error("the database went away");
    }
    await expect(wholeOf(writeZip([{ name: "a", open: broken }], new Date()))).rejects.toThrow(
      "the database went away",
    );
  });
});

function unzip(bytes: Buffer): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    const found: Record<string, string> = {};
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error !== null) return reject(error);
      zip.on("error", reject);
      zip.on("end", () => resolve(found));
      zip.on("entry", (entry: { fileName: string }) => {
        zip.openReadStream(entry as never, (failure, stream) => {
          if (failure !== null) return reject(failure);
          const pieces: Buffer[] = [];
          stream.on("data", (piece: Buffer) => pieces.push(piece));
          stream.on("end", () => {
            found[entry.fileName] = Buffer.concat(pieces).toString();
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}

it.each(["csv", "xlsx", "json", "ndjson", "pdf"] as const)(
  "asks for no more rows than its reader wants: %s",
  async (format) => {
    let asked = 0;
    const table = tableOf(
      (function* () {
        for (; asked < 2_000_000; asked += 1) yield awkwardRows[0];
      })(),
    );
    const limit = { maxPdfRows: 1000 };
    const reading = writeTable(format, table, limit)[Symbol.asyncIterator]();
    if (format === "pdf") {
      await expect(reading.next()).rejects.toMatchObject({ maxRows: 1000 });
    } else {
      await reading.next();
      await new Promise((resolve) => setImmediate(resolve));
      await reading.return(undefined);
    }
    expect(asked).toBeLessThan(60_000);
  },
);
