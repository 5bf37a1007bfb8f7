import { describe, expect, it } from "vitest";
import { readableColumns } from "./readable-columns.ts";

const row = {
  kind: "people" as const,
  headings: ["Nama", "NIK", "Catatan", "Surel"],
  mapping: {
    columns: [
      { header: "Nama", field: "name" },
      { header: "NIK", field: "nik" },
      { header: "Catatan", field: "ignore" },
      { header: "Surel", field: "email" },
    ],
  },
};

describe("readableColumns", () => {
  it("gives the whole file back to who has sent it", () => {
    expect(readableColumns(row, { seesAll: true, seesSpecific: true })).toEqual(row.headings);
  });

  it("leaves out what was not imported, and specific data without the right to it", () => {
    expect(readableColumns(row, { seesAll: false, seesSpecific: true })).toEqual(["Nama", "NIK", "Surel"]);
    expect(readableColumns(row, { seesAll: false, seesSpecific: false })).toEqual(["Nama", "Surel"]);
  });
});
