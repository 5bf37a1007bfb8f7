import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { checkMapping, mapRow, suggestMapping } from "../imports/mapping/index.ts";
import { openTable } from "../imports/reading/index.ts";
import { type DemoImportKind, demoImportFile } from "./demo-import-file.ts";

const examples = resolve(import.meta.dirname, "../../../../../docs/examples");

it.each([
  ["planted", "people-40.csv"],
  ["fixed", "people-40-fixed.csv"],
] as const)("%s is the example in the documents", async (kind, name) => {
  expect(await readFile(resolve(examples, name), "utf8")).toBe(demoImportFile(kind));
});

async function understand(kind: DemoImportKind, includeSpecific: boolean) {
  const source = (async function* () {
    yield Buffer.from(demoImportFile(kind));
  })();
  const reading = await openTable(source, { fileName: "people-40.csv" });
  const suggestion = suggestMapping(reading.headers, "people");
  const columns = suggestion.columns.map(({ header, field }) => ({ header, field: field ?? ("ignore" as const) }));
  const mapping = { kind: "people" as const, columns, includeSpecific };
  expect({ preset: suggestion.preset, unknown: suggestion.unknown }).toEqual({ preset: "gloria", unknown: [] });
  expect(checkMapping(mapping, reading.headers)).toEqual([]);
  const rows = [];
  for await (const row of reading.rows) {
    rows.push(mapRow(mapping, reading.headers, row, { nipPattern: /^\d{10}$/, today: "2026-07-13" }));
  }
  await reading.close();
  expect(rows).toHaveLength(40);
  return rows;
}

it("has six mistakes that a row shows by itself, three that only the foundation's data and the other rows show", async () => {
  const planted = await understand("planted", true);
  const fixed = await understand("fixed", true);
  expect(fixed.flatMap(({ problems }) => problems)).toEqual([]);
  const problems = planted.flatMap(({ rowNumber, problems: found }) => found.map(({ code }) => `${rowNumber} ${code}`));
  expect(problems).toEqual([
    "4 number_in_scientific_notation",
    "8 date_invalid",
    "12 nik_gender_mismatch",
    "28 email_invalid",
    "32 required_missing",
    "36 nuptk_digits",
  ]);
  const changed = planted.filter(({ fields, problems: found }, n) => {
    return found.length === 0 && JSON.stringify(fields) !== JSON.stringify(fixed[n]?.fields);
  });
  expect(
    changed.map(({ rowNumber, fields }) => [rowNumber, fields.nip, fields.schoolCode, fields.positionCode]),
  ).toEqual([
    [16, "2026900005", expect.any(String), null],
    [20, expect.any(String), "SMU-SMG", null],
    [24, expect.any(String), "SD-SMG", "GURU_MAPL"],
  ]);
  expect(planted[4]?.fields.nip).toBe("2026900005");
  expect(new Set(fixed.map(({ fields }) => fields.nip)).size).toBe(40);
});

it("hides the mistake between NIK and gender when specific data is not imported", async () => {
  const planted = await understand("planted", false);
  expect(planted.find(({ rowNumber }) => rowNumber === 12)?.problems).toEqual([]);
});
