import { exists } from "./parse-date.ts";

export interface NikBirth {
  readonly day: number;
  readonly month: number;
  /** Two digits. */
  readonly year: number;
  readonly gender: "L" | "P";
}

/**
 * What a NIK says of its bearer: digits 7 to 12 are the day of birth (with 40 added for women), month and year.
 * Null where that is no day of any century, so that the number cannot have been issued.
 *
 * @param nik 16 digits
 */
export function birthOfNik(nik: string): NikBirth | null {
  const written = Number(nik.slice(6, 8));
  const gender = written > 40 ? "P" : "L";
  const day = gender === "P" ? written - 40 : written;
  const month = Number(nik.slice(8, 10));
  const year = Number(nik.slice(10, 12));
  return exists(1900 + year, month, day) || exists(2000 + year, month, day) ? { day, month, year, gender } : null;
}

/** Whether an ISO date is the day that the NIK names. */
export function isBornOn(birth: NikBirth, birthDate: string): boolean {
  return (
    Number(birthDate.slice(2, 4)) === birth.year &&
    Number(birthDate.slice(5, 7)) === birth.month &&
    Number(birthDate.slice(8, 10)) === birth.day
  );
}
