import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findNikWarnings, nikSchema } from "./nik.ts";

const problemOf = (nik: string) => nikSchema.safeParse(nik).error?.issues.map((issue) => issue.message) ?? [];

describe("a NIK", () => {
  it.each([
    ["3374011508900001", []],
    ["3374015508900001", []],
    ["9901012902000001", []],
    ["337401150890000", ["nik.sixteen_digits"]],
    ["33740115089000011", ["nik.sixteen_digits"]],
    ["1.23E+15", ["nik.sixteen_digits"]],
    ["3374013208900001", ["nik.impossible_date"]],
    ["3374010008900001", ["nik.impossible_date"]],
    ["3374017208900001", ["nik.impossible_date"]],
    ["3374014008900001", ["nik.impossible_date"]],
    ["3374011513900001", ["nik.impossible_date"]],
    ["3374013002900001", ["nik.impossible_date"]],
  ])("%s: %j", (nik, problems) => {
    expect(problemOf(nik)).toEqual(problems);
  });

  it("agrees with the birth date and gender that it was made of, and warns of others", () => {
    const date = fc.date({ min: new Date("1930-01-01"), max: new Date("2020-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(date, fc.constantFrom("L" as const, "P" as const), (born, gender) => {
        const birthDate = born.toISOString().slice(0, 10);
        const day = String(born.getUTCDate() + (gender === "P" ? 40 : 0)).padStart(2, "0");
        const nik = `990101${day}${birthDate.slice(5, 7)}${birthDate.slice(2, 4)}0001`;
        expect(problemOf(nik)).toEqual([]);
        expect(findNikWarnings(nik, { birthDate, gender })).toEqual([]);
        expect(findNikWarnings(nik, { birthDate: null, gender: null })).toEqual([]);
        const other = gender === "P" ? "L" : "P";
        expect(findNikWarnings(nik, { birthDate, gender: other })).toEqual(["nik.gender_differs"]);
        const later = new Date(born.getTime() + 86_400_000).toISOString().slice(0, 10);
        expect(findNikWarnings(nik, { birthDate: later, gender })).toEqual(["nik.birth_date_differs"]);
      }),
    );
  });
});
