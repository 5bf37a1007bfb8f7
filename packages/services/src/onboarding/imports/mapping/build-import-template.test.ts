import fc from "fast-check";
import { expect, it } from "vitest";
import { openTable } from "../reading/open-table.ts";
import { buildImportTemplate } from "./build-import-template.ts";
import { csvText } from "./csv-text.ts";
import { suggestMapping } from "./suggest-mapping.ts";

async function* once(content: Buffer) {
  yield content;
}

const cases = (["people", "organisation"] as const).flatMap((kind) =>
  (["csv", "xlsx"] as const).flatMap((format) => (["id", "en"] as const).map((locale) => ({ kind, format, locale }))),
);

it.each(cases)("the empty template $kind $format $locale says that it has no data yet", async (options) => {
  const { content, fileName } = await buildImportTemplate({ ...options, includeSpecific: true });
  await expect(openTable(once(content), { fileName })).rejects.toMatchObject({
    problem: { code: "no_data_rows", params: { headerRowNumber: 1 } },
  });
});

it("filled in, it is understood without a question", async () => {
  const { content, fileName } = await buildImportTemplate({
    kind: "people",
    format: "csv",
    locale: "en",
    includeSpecific: false,
  });
  const reading = await openTable(once(Buffer.concat([content, Buffer.from("Budi\r\n")])), { fileName });
  const suggestion = suggestMapping(reading.headers, "people");
  expect(suggestion).toMatchObject({ preset: "gloria", unknown: [], missingRequired: [] });
  expect(suggestion.columns.map(({ field }) => field)).not.toContain("nik");
  await reading.close();
});

it("CSV of any table is read back as it was, but for outer white space", async () => {
  const cell = fc.string({ unit: fc.constantFrom(..."abz ÑÉ€,;|\t\"'\n=0\u{1f600}"), maxLength: 12 });
  const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const wanted = rows
        .map((row, n) => ({ rowNumber: n + 2, cells: row.map((one) => one.trim()), problems: [] }))
        .filter(({ cells }) => cells.some((one) => one !== ""));
      fc.pre(wanted.length > 0);
      const content = Buffer.from(csvText([["Nama", "NIP", "Surel"], ...rows]));
      const reading = await openTable(once(content), { fileName: "a.csv" });
      const read = [];
      for await (const row of reading.rows) read.push(row);
      await reading.close();
      expect(read).toEqual(wanted);
    }),
    { numRuns: 100 },
  );
});
