import {
  employeeFields,
  employeeSpecificFields,
  type ImportField,
  type ImportFieldDefinition,
  peopleImportFields,
} from "@gloria/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dapodikColumns } from "./dapodik-columns.ts";
import { fieldRules } from "./field-rules.ts";
import { gloriaColumns } from "./gloria-columns.ts";
import { mapRow } from "./map-row.ts";
import type { MapRowOptions } from "./mapped-row.ts";

const options: MapRowOptions = { nipPattern: null, today: "2026-11-22" };
const definitions: Readonly<Record<string, ImportFieldDefinition>> = peopleImportFields;
const { schoolId: _, ...plainFields } = employeeFields;
const masterData = { ...plainFields, ...employeeSpecificFields };

/** What a Dapodik sheet says of one teacher, by its headers. */
const dapodikRow: Readonly<Record<string, readonly [cell: string, value: unknown]>> = {
  Nama: ["Siti Aminah", "Siti Aminah"],
  NUPTK: ["9912345678901234", "9912345678901234"],
  JK: ["P", "P"],
  "Tempat Lahir": ["Semarang", "Semarang"],
  "Tanggal Lahir": ["1990-01-01", "1990-01-01"],
  NIP: ["0012", "0012"],
  "Status Kepegawaian": ["GTY/PTY", "GTY/PTY"],
  "Jenis PTK": ["Guru Kelas", "Guru Kelas"],
  Agama: ["Kristen", "Kristen"],
  "Alamat Jalan": ["Jl. Mawar 1", "Jl. Mawar 1"],
  RT: ["3", "3"],
  RW: ["07", "07"],
  "Nama Dusun": ["Krajan", "Krajan"],
  "Desa/Kelurahan": ["Tembalang", "Tembalang"],
  Kecamatan: ["Tembalang", "Tembalang"],
  "Kode Pos": ["50275", "50275"],
  Telepon: ["(024) 7654321", "+62247654321"],
  HP: ["08123456789", "+628123456789"],
  Email: ["Siti@Sekolah.example", "siti@sekolah.example"],
  "Tugas Tambahan": ["Kepala Perpustakaan", "Kepala Perpustakaan"],
  "SK CPNS": ["813/1/2015", "813/1/2015"],
  "Tanggal CPNS": ["2015-03-01", "2015-03-01"],
  "SK Pengangkatan": ["821/2/2016", "821/2/2016"],
  "TMT Pengangkatan": ["2016-03-01", "2016-03-01"],
  "Lembaga Pengangkatan": ["Ketua Yayasan", "Ketua Yayasan"],
  "Pangkat Golongan": ["III/b", "III/b"],
  "Sumber Gaji": ["Yayasan", "Yayasan"],
  "Nama Ibu Kandung": ["Sri", "Sri"],
  "Status Perkawinan": ["1", "1"],
  "Nama Suami/Istri": ["Budi", "Budi"],
  "NIP Suami/Istri": ["0099", "0099"],
  "Pekerjaan Suami/Istri": ["Petani", "Petani"],
  "TMT PNS": ["2016-04-01", "2016-04-01"],
  "Sudah Lisensi Kepala Sekolah": ["Tidak", false],
  "Pernah Diklat Kepengawasan": ["Belum", false],
  "Keahlian Braille": ["Ya", true],
  "Keahlian Bahasa Isyarat": ["1", true],
  NPWP: ["09.254.294.3-407.000", "092542943407000"],
  "Nama Wajib Pajak": ["SITI AMINAH", "SITI AMINAH"],
  Kewarganegaraan: ["ID", "ID"],
  Bank: ["BRI", "BRI"],
  "Nomor Rekening Bank": ["0012-0034-0056", "001200340056"],
  "Rekening Atas Nama": ["SITI AMINAH", "SITI AMINAH"],
  NIK: ["3374014101900001", "3374014101900001"],
  "No KK": ["3374010101100001", "3374010101100001"],
  Karpeg: ["N 012345", "N 012345"],
  "Karis/Karsu": ["-", null],
  Lintang: ["-6.9824", "-6.9824"],
  Bujur: ["110.4203", "110.4203"],
  NUKS: ["16023L0880310242181234", "16023L0880310242181234"],
};

describe("the columns of an employee", () => {
  it("can all be imported, by their own names and with the same care, and stand in the template", () => {
    const inTemplate = new Set<string>(gloriaColumns.people.map(({ field }) => field));
    for (const field of Object.keys(masterData)) {
      expect([field, definitions[field]?.specific ?? false]).toEqual([field, field in employeeSpecificFields]);
      expect(inTemplate).toContain(field);
    }
  });

  it("are read as their contract wants them, or refused", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 450 }),
      fc.string({ unit: fc.constantFrom(..."0123456789.-/ ab"), maxLength: 40 }),
      fc.constantFrom("L", "Ya", "0812 3456 789", "a@b.example", "3374014101900001", "31/12/1990", "x".repeat(100)),
    );
    fc.assert(
      fc.property(text, (written) => {
        const cell = written.trim();
        fc.pre(cell !== "");
        const refused = Object.entries(masterData).filter(([field, schema]) => {
          const reading = fieldRules[field as ImportField](cell, options);
          return "value" in reading && reading.value !== null && !schema.safeParse(reading.value).success;
        });
        expect(refused.map(([field]) => field)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe("the staff sheet of Dapodik", () => {
  const headers = dapodikColumns.map(([header]) => header);
  const cells = headers.map((header) => (header === "No" ? "1" : (dapodikRow[header]?.[0] ?? "")));
  const mapping = {
    kind: "people",
    columns: dapodikColumns.map(([header, field]) => ({ header, field })),
  } as const;
  const map = (includeSpecific: boolean) =>
    mapRow({ ...mapping, includeSpecific }, headers, { rowNumber: 2, cells, problems: [] }, options);

  it("gives every value but the number of the line", () => {
    expect(dapodikColumns.filter(([, field]) => field === "ignore")).toEqual([["No", "ignore"]]);
    const { fields, problems } = map(true);
    expect(problems).toEqual([]);
    const wanted = dapodikColumns.flatMap(([header, field]) =>
      field === "ignore" ? [] : [[field, dapodikRow[header]?.[1]] as const],
    );
    expect(fields).toEqual(Object.fromEntries(wanted));
  });

  it("gives nothing specific when that is not chosen", () => {
    const { fields, raw } = map(false);
    expect(Object.keys(fields).filter((field) => definitions[field]?.specific)).toEqual([]);
    expect(fields.braille).toBe(true);
    expect(raw).not.toContain("-6.9824");
  });
});
