import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkMapping } from "./check-mapping.ts";
import { dapodikColumns } from "./dapodik-columns.ts";
import { gloriaColumns } from "./gloria-columns.ts";
import { oneRosterColumns } from "./one-roster-columns.ts";
import { suggestMapping } from "./suggest-mapping.ts";

describe("suggestMapping", () => {
  it("knows all of the three presets for certain", () => {
    const files = [
      ["dapodik", "people", dapodikColumns],
      ["oneroster", "people", oneRosterColumns.people],
      ["oneroster", "organisation", oneRosterColumns.organisation],
      ["gloria", "people", gloriaColumns.people.map(({ header, field }) => [header.id, field] as const)],
      ["gloria", "people", gloriaColumns.people.map(({ header, field }) => [header.en, field] as const)],
      ["gloria", "organisation", gloriaColumns.organisation.map(({ header, field }) => [header.id, field] as const)],
      ["gloria", "organisation", gloriaColumns.organisation.map(({ header, field }) => [header.en, field] as const)],
    ] as const;
    for (const [preset, kind, columns] of files) {
      const suggestion = suggestMapping(
        columns.map(([header]) => header),
        kind,
      );
      expect(suggestion).toEqual({
        preset,
        columns: columns.map(([header, field]) => ({ header, field, confidence: 1 })),
        unknown: [],
        missingRequired: [],
      });
    }
  });

  it("knows the columns of the source system", () => {
    const headers =
      "nip nama jenis_kelamin tgl_mulai_bekerja tgl_tetap status waktu_kerja_kependidikan bagian_kerja lokasi bidang_kerja jenis_karyawan status_aktif no_ponsel email birthdate rfid".split(
        " ",
      );
    const { columns, unknown } = suggestMapping(headers, "people");
    expect(unknown).toEqual([]);
    expect(columns.map(({ field }) => field)).toEqual(
      "nip name gender startedOn permanentOn employmentStatus workingTime section location field employeeKind activeStatus mobile email birthDate rfid".split(
        " ",
      ),
    );
  });

  it("sees through misspellings of long words, and leaves short and strange ones to a person", () => {
    const { columns, unknown, missingRequired, preset } = suggestMapping(
      ["Tangal Lahir", "NIG", "Zodiak", "Kesukaan"],
      "people",
    );
    expect(columns[0]).toEqual({ header: "Tangal Lahir", field: "birthDate", confidence: 0.6 });
    expect(unknown).toEqual(["NIG", "Zodiak", "Kesukaan"]);
    expect(missingRequired).toEqual(["name"]);
    expect(preset).toBeNull();
  });

  it("gives a field to one column only, the likeliest", () => {
    const { columns } = suggestMapping(["HP", "Nama", "No. Ponsel", "NIP", "Surel"], "people");
    expect(columns.map(({ field }) => field)).toEqual([null, "name", "mobile", "nip", "email"]);
  });

  it("never throws, names each header once and gives each field once", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 30 }), { maxLength: 20 }), (headers) => {
        const { columns } = suggestMapping(headers, "people");
        expect(columns.map(({ header }) => header)).toEqual(headers);
        const fields = columns.flatMap(({ field }) => (field === null || field === "ignore" ? [] : [field]));
        expect(new Set(fields).size).toBe(fields.length);
      }),
    );
  });
});

describe("checkMapping", () => {
  it("accepts a mapping in which every header has its field or is ignored on purpose", () => {
    const columns = [
      { header: "Nama", field: "name" },
      { header: "X", field: "ignore" },
    ] as const;
    expect(checkMapping({ kind: "people", columns, includeSpecific: false }, ["Nama", "X"])).toEqual([]);
  });

  it("says what is wrong with another", () => {
    const columns = [
      { header: "A", field: "nip" },
      { header: "B", field: "nip" },
      { header: "C", field: "npsn" },
      { header: "weg", field: "ignore" },
    ] as const;
    expect(checkMapping({ kind: "people", columns, includeSpecific: false }, ["A", "B", "C", "D"])).toEqual([
      { code: "field_not_of_kind", params: { field: "npsn" } },
      { code: "column_not_in_file", params: { header: "weg" } },
      { code: "header_unknown", params: { headers: ["D"] } },
      { code: "field_mapped_twice", params: { field: "nip", headers: ["A", "B"] } },
      { code: "header_required", params: { fields: ["name"] } },
    ]);
  });
});
