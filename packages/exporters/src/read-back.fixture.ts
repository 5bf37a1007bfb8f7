import type { ExportTable } from "./export-table.ts";

/** Rows that try what goes wrong: zeros before numbers, formulas, quotes, line breaks, names beyond Latin-1. */
export const awkwardRows = [
  ["0012", "Siti Nurhaliza, S.Pd.", 100, true, "2026-01-31", "2026-11-22T17:05:09.000Z"],
  ["1234567890123456", '=HYPERLINK("http://x")', -5, false, null, null],
  ["+62 812", "I Gusti Ayu Oka Râkā — Ñusantara ś", null, null, "1979-12-01", "2026-01-01T00:00:00.000Z"],
  ["@a", 'baris satu\nbaris; dua, "kutip"', 0, true, "2000-02-29", "2026-06-30T23:59:59.000Z"],
  [null, " spasi ", null, null, null, null],
] as const;

export function tableOf(
  rows: Iterable<ExportTable["rows"] extends AsyncIterable<infer Row> ? Row : never>,
): ExportTable {
  return {
    title: "Orang",
    columns: [
      { key: "nip", title: "NIP", kind: "text" },
      { key: "name", title: "Nama", kind: "text" },
      { key: "fte", title: "FTE (%)", kind: "integer" },
      { key: "primary", title: "Utama", kind: "boolean" },
      { key: "from", title: "Sejak", kind: "date" },
      { key: "seen", title: "Terakhir aktif", kind: "instant" },
    ],
    rows: (async function* () {
      yield* rows;
    })(),
    locale: "id",
    timeZone: "Asia/Jakarta",
    filter: "status: aktif",
    generatedAt: new Date("2026-11-22T10:00:00Z"),
  };
}

export async function wholeOf(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}
