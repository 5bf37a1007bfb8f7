import { z } from "zod";

/** *Nomor Induk Kependudukan*: region (6), birth date as DDMMYY with 40 added to a woman's day, serial (4). */
export const nikSchema = z
  .string()
  .regex(/^[0-9]{16}$/, { error: "nik.sixteen_digits" })
  .refine((nik) => !/^[0-9]{16}$/.test(nik) || isPossibleDate(nik), { error: "nik.impossible_date" });

export const nikWarnings = ["nik.birth_date_differs", "nik.gender_differs"] as const;
export type NikWarning = (typeof nikWarnings)[number];

/**
 * What a well-formed NIK says otherwise than the person's data does. Only a warning: offices have given out numbers
 * with a wrong date, which people keep for life.
 */
export function findNikWarnings(
  nik: string,
  person: { readonly birthDate: string | null; readonly gender: "L" | "P" | null },
): NikWarning[] {
  const { day, month, year, isWoman } = readNik(nik);
  const warnings: NikWarning[] = [];
  if (person.birthDate !== null && person.birthDate.slice(2) !== `${year}-${month}-${day}`) {
    warnings.push("nik.birth_date_differs");
  }
  if (person.gender !== null && (person.gender === "P") !== isWoman) warnings.push("nik.gender_differs");
  return warnings;
}

/** The parts of sixteen digits, two digits each. */
function readNik(nik: string) {
  const written = Number(nik.slice(6, 8));
  const isWoman = written > 40;
  const day = String(isWoman ? written - 40 : written).padStart(2, "0");
  return { day, month: nik.slice(8, 10), year: nik.slice(10, 12), isWoman };
}

/** Of the century only two digits are known, so that 29 February passes whenever one of both centuries has it. */
function isPossibleDate(nik: string): boolean {
  const { day, month, year } = readNik(nik);
  return ["19", "20"].some((century) => z.iso.date().safeParse(`${century}${year}-${month}-${day}`).success);
}
