import { type ImportField, type ImportKind, type ImportRowProblemCode, importFields } from "@gloria/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldRules } from "./field-rules.ts";
import { mapRow } from "./map-row.ts";
import type { ImportMapping, MapRowOptions } from "./mapped-row.ts";
import { splitTitles } from "./split-titles.ts";

const options: MapRowOptions = { nipPattern: /^\d{4,10}$/, today: "2026-11-22" };

function mapPeople(cells: Partial<Record<ImportField<"people">, string>>, includeSpecific = true) {
  return map("people", { name: "Budi", ...cells }, includeSpecific);
}

function map<Kind extends ImportKind>(kind: Kind, cells: object, includeSpecific = true) {
  const fields = Object.keys(cells) as ImportField<Kind>[];
  const mapping: ImportMapping<Kind> = {
    kind,
    includeSpecific,
    columns: fields.map((field) => ({ header: field, field })),
  };
  return mapRow(mapping, fields, { rowNumber: 2, cells: Object.values(cells), problems: [] }, options);
}

const codesOf = (cells: Parameters<typeof mapPeople>[0]) =>
  mapPeople(cells).problems.map(({ column, code }) => `${column}: ${code}`);

describe("values", () => {
  it.each<[ImportField<"people">, string, unknown]>([
    ["nip", "'0012", "0012"],
    ["nip", '="0012"', "0012"],
    ["nip", "198501.0", "198501"],
    ["nip", "-", null],
    ["nuptk", "9912 3456 7890 1234", "9912345678901234"],
    ["email", " Budi@Sekolah.SCH.id ", "budi@sekolah.sch.id"],
    ["mobile", "0812-3456-789", "+628123456789"],
    ["mobile", "62 812 3456 789", "+628123456789"],
    ["mobile", "8123456789", "+628123456789"],
    ["mobile", "+1 (202) 555-0100", "+12025550100"],
    ["gender", "Laki - laki", "L"],
    ["gender", "perempuan", "P"],
    ["birthDate", "1990-12-31", "1990-12-31"],
    ["birthDate", "31/12/1990", "1990-12-31"],
    ["birthDate", "31.12.1990 00:00", "1990-12-31"],
    ["birthDate", "Senin, 5 Agustus 1990", "1990-08-05"],
    ["birthDate", "5 Nopember 1990", "1990-11-05"],
    ["birthDate", "05-Aug-1990", "1990-08-05"],
    ["birthDate", "19901231", "1990-12-31"],
    ["birthDate", "1990-01-01T07:00:00Z", "1990-01-01"],
    ["birthDate", "0000-00-00", null],
    ["ftePercent", "60 %", 60],
    ["ftePercent", "0,6", 60],
    ["ftePercent", "1", 100],
    ["isPrimary", "Ya", true],
    ["status", "tobedeleted", "resigned"],
    ["npwp", "09.254.294.3-407.000", "092542943407000"],
    ["street", "Jl.  A\nNo. 1", "Jl. A No. 1"],
    ["name", "Jose\u0301", "José"],
    ["name", "=HYPERLINK(1)", "=HYPERLINK(1)"],
  ])("%s %j is %j", (field, cell, value) => {
    // An assignment needs its position, which is not what is looked at here.
    const position = field === "ftePercent" ? { positionCode: "GURU" } : {};
    const mapped = mapPeople({ ...position, [field]: cell });
    expect(mapped.problems).toEqual([]);
    expect(mapped.fields[field as "name"]).toEqual(value);
  });

  it.each<[ImportField<"people">, string, ImportRowProblemCode]>([
    ["name", "", "required_missing"],
    ["name", "x".repeat(201), "too_long"],
    ["name", "A\u0001", "control_characters"],
    ["nip", "1,98501E+17", "number_in_scientific_notation"],
    ["nip", "1.23E+15", "number_in_scientific_notation"],
    ["nip", "123", "nip_pattern"],
    ["nip", "1985 01", "nip_characters"],
    ["nip", "1".repeat(33), "too_long"],
    ["nik", "337401", "nik_digits"],
    ["nik", "3374013213900001", "nik_invalid"],
    ["nuptk", "123456789012345", "nuptk_digits"],
    ["noKk", "12", "digits_only"],
    ["email", "budi.sekolah.id", "email_invalid"],
    ["username", "a b", "username_characters"],
    ["mobile", "0812/0813", "phone_invalid"],
    ["mobile", "123456", "phone_invalid"],
    ["schoolCode", "SD 1", "code_characters"],
    ["gender", "X", "gender_unknown"],
    ["status", "?", "choice_unknown"],
    ["ftePercent", "120", "number_invalid"],
    ["birthDate", "31/02/1990", "date_invalid"],
    ["birthDate", "12/31/1990", "date_invalid"],
    ["birthDate", "01/02/90", "date_two_digit_year"],
    ["birthDate", "32874", "date_serial"],
    ["birthDate", "kemarin", "date_unreadable"],
    ["birthDate", "5 Bulan 1990", "date_unreadable"],
    ["birthDate", "2026-11-23", "date_in_future"],
    ["startedOn", "1899-01-01", "date_too_old"],
  ])("%s %j: %s", (field, cell, code) => {
    const position = field === "ftePercent" ? { positionCode: "GURU" } : {};
    const { problems, fields } = mapPeople({ ...position, [field]: cell });
    expect(problems.map((problem) => [problem.column, problem.code])).toEqual([[field, code]]);
    expect(fields[field as "name"] ?? null).toBeNull();
  });

  it("accepts any NIP that can be stored where the tenant has no pattern", () => {
    const mapping: ImportMapping<"people"> = {
      kind: "people",
      includeSpecific: false,
      columns: [
        { header: "a", field: "name" },
        { header: "b", field: "nip" },
      ],
    };
    const row = { rowNumber: 2, cells: ["A", "K/12.A-3"], problems: [] };
    expect(mapRow(mapping, ["a", "b"], row, { ...options, nipPattern: null }).fields.nip).toBe("K/12.A-3");
  });
});

it("cuts long values in messages", () => {
  const { problems } = mapPeople({ email: "x".repeat(100) });
  expect(problems).toEqual([{ column: "email", code: "email_invalid", params: { value: `${"x".repeat(59)}…` } }]);
});

describe("rows", () => {
  it("compares NIK with birth date and gender: a woman's day has 40 added", () => {
    expect(codesOf({ nik: "3374014101900001", birthDate: "01/01/1990", gender: "P" })).toEqual([]);
    expect(codesOf({ nik: "3374010101000001", birthDate: "2000-01-01" })).toEqual([]);
    expect(codesOf({ nik: "3374010101900001", birthDate: "02/01/1990", gender: "P" })).toEqual([
      "nik: nik_birth_date_mismatch",
      "nik: nik_gender_mismatch",
    ]);
  });

  it("asks assignments for a position, an end where somebody acts, and dates in order", () => {
    expect(codesOf({ assignmentFrom: "2026-01-01" })).toEqual(["assignmentFrom: position_required"]);
    expect(codesOf({ positionCode: "", decreeNumber: "1/SK" })).toEqual(["positionCode: position_required"]);
    expect(codesOf({ positionCode: "A B", decreeNumber: "1/SK" })).toEqual(["positionCode: code_characters"]);
    expect(codesOf({ positionCode: "KS", assignmentKind: "Plt." })).toEqual(["assignmentKind: until_required"]);
    expect(codesOf({ positionCode: "KS", assignmentKind: "Plh", assignmentUntil: "" })).toEqual([
      "assignmentUntil: until_required",
    ]);
    expect(codesOf({ positionCode: "KS", assignmentKind: "Plh", assignmentUntil: "x" })).toEqual([
      "assignmentUntil: date_unreadable",
    ]);
    expect(codesOf({ positionCode: "KS", assignmentFrom: "2026-02-01", assignmentUntil: "2026-02-01" })).toEqual([
      "assignmentUntil: date_order",
    ]);
  });

  it("puts a name together from its parts, and takes titles out of it", () => {
    const { fields } = map("people", { givenName: "Budi", middleName: "", familyName: "Santoso" });
    expect(fields).toEqual({ name: "Budi Santoso" });
    expect(map("people", { givenName: "", familyName: "" }).problems).toEqual([
      { column: "givenName", code: "required_missing", params: {} },
    ]);
    expect(map("people", { givenName: "x".repeat(101) }).problems.map(({ code }) => code)).toEqual(["too_long"]);
    expect(map("people", { givenName: "Ani", name: "Budi" }).fields).toEqual({ name: "Budi" });
    expect(mapPeople({ name: "Dr. Ani Rahayu, S.Pd., M.Pd." }).fields).toEqual({
      titlePrefix: "Dr.",
      name: "Ani Rahayu",
      titleSuffix: "S.Pd., M.Pd.",
    });
    expect(mapPeople({ name: "Ani, S.Pd.", titleSuffix: "M.Pd." }).fields.name).toBe("Ani, S.Pd.");
  });

  it("leaves specific data alone unless it is chosen, does not even keep it, and hides it in messages", () => {
    const cells = { nik: "337401", bankAccountNumber: "1,2E+10" };
    expect(mapPeople(cells, false)).toEqual({
      rowNumber: 2,
      fields: { name: "Budi" },
      problems: [],
      raw: ["Budi", "", ""],
    });
    const chosen = mapPeople(cells);
    expect(chosen.raw).toEqual(["Budi", "337401", "1,2E+10"]);
    expect(chosen.problems[1]).toEqual({
      column: "bankAccountNumber",
      code: "number_in_scientific_notation",
      params: { value: "…" },
    });
  });

  it("hands on what the reader found, but for columns that nobody reads", () => {
    const mapping: ImportMapping<"people"> = {
      kind: "people",
      includeSpecific: false,
      columns: [
        { header: "Nama", field: "name" },
        { header: "X", field: "ignore" },
      ],
    };
    const problem = { code: "formula_without_value", params: {} } as const;
    const problems = [0, 1, null].map((columnIndex) => ({ columnIndex, ...problem }));
    const mapped = mapRow(mapping, ["Nama", "X"], { rowNumber: 9, cells: [""], problems }, options);
    expect(mapped.problems.map(({ column }) => column)).toEqual(["Nama", null]);
    expect(mapped.raw).toEqual(["", ""]);
  });

  it("reads places", () => {
    const cells = {
      entity: "Jabatan",
      code: "GURU",
      name: "Guru",
      schoolCode: "SD-1",
      reportsToCode: "KANTOR / KA",
      coordinatorCodes: "A; B,A;",
      positionLevel: "7",
      headcount: "2.0",
      timeZone: "wit",
      npsn: "99000001",
      schoolLevel: "sd",
    };
    const { fields, problems } = map("organisation", cells);
    expect(problems).toEqual([]);
    expect(fields).toMatchObject({
      entity: "position",
      reportsToCode: "KANTOR/KA",
      coordinatorCodes: "A;B",
      positionLevel: 7,
      headcount: 2,
      timeZone: "Asia/Jayapura",
      schoolLevel: "SD",
    });
    const wrong = {
      entity: "",
      code: "A",
      name: "",
      reportsToCode: "A/B/C",
      coordinatorCodes: ";A B",
      positionLevel: "0",
      timeZone: "Mars",
      npsn: "1",
    };
    expect(map("organisation", wrong).problems.map(({ code }) => code)).toEqual([
      "code_characters",
      "code_characters",
      "number_invalid",
      "time_zone_unknown",
      "npsn_digits",
      "required_missing",
      "required_missing",
    ]);
    expect(map("organisation", { ...cells, coordinatorCodes: ";" }).fields.coordinatorCodes).toBeNull();
  });
});

it.each([
  ["Drs. H. Bambang Santoso, M.Pd.", "Drs. H.", "Bambang Santoso", "M.Pd."],
  ["Ani", null, "Ani", null],
  ["Santoso, Budi", null, "Santoso, Budi", null],
  ["Dr.", null, "Dr.", null],
  ["apt. Rina, S.Farm., A.Md.Kep.", "apt.", "Rina", "S.Farm., A.Md.Kep."],
])("splits %j", (written, titlePrefix, name, titleSuffix) => {
  expect(splitTitles(written)).toEqual({ titlePrefix, name, titleSuffix });
});

describe("whatever a file holds", () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(..."0123456789.,-/E+ '=%ab"), maxLength: 20 }),
    fc
      .date({ noInvalidDate: true, min: new Date("1850-01-01"), max: new Date("2100-01-01") })
      .map((date) => date.toISOString().slice(0, 10)),
    fc.constantFrom("L", "Ya", "Plt", "a@b.example", "3374014101900001", "Drs. A, S.Pd."),
  );

  it.each(["people", "organisation"] as const)("mapping %s never throws, and what it gives maps to itself", (kind) => {
    const fields = Object.keys(importFields[kind]) as ImportField[];
    fc.assert(
      fc.property(fc.array(texts, { minLength: fields.length, maxLength: fields.length }), (cells) => {
        const mapped = map(kind, Object.fromEntries(fields.map((field, n) => [field, cells[n]])));
        for (const { column } of mapped.problems)
          expect(column === null || fields.includes(column as ImportField)).toBe(true);
        for (const [field, value] of Object.entries(mapped.fields)) {
          if (typeof value !== "string" || field === "entity" || field === "schoolLevel") continue;
          const again = fieldRules[field as ImportField](value, options);
          expect(again, `${field} ${JSON.stringify(value)}`).toEqual({ value });
        }
      }),
      { numRuns: 300 },
    );
  });
});
