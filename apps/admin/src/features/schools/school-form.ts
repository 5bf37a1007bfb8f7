import type { School } from "@gloria/contracts";

export const schoolFormFields = [
  "code",
  "name",
  "level",
  "status",
  "timeZone",
  "npsn",
  "address",
  "city",
  "province",
  "phone",
  "email",
] as const;

/** The texts of the form; an empty one stands for "none". */
export type SchoolFormValues = Record<(typeof schoolFormFields)[number], string>;

const always = ["code", "name", "level", "status", "timeZone"] as const satisfies readonly (keyof SchoolFormValues)[];

export function emptySchoolForm(timeZone: string): SchoolFormValues {
  const blank = Object.fromEntries(schoolFormFields.map((field) => [field, ""])) as SchoolFormValues;
  return { ...blank, status: "active", timeZone };
}

export function schoolFormOf(school: School): SchoolFormValues {
  return Object.fromEntries(schoolFormFields.map((field) => [field, school[field] ?? ""])) as SchoolFormValues;
}

/** What the contract reads: null where the form is empty, except where a school always has a value. */
export function schoolInputOf(values: SchoolFormValues): Record<keyof SchoolFormValues, string | null> {
  return Object.fromEntries(
    schoolFormFields.map((field) => {
      const text = values[field].trim();
      return [field, text === "" && !always.some((known) => known === field) ? null : text];
    }),
  ) as Record<keyof SchoolFormValues, string | null>;
}

/** Which field a refusal of the server speaks of. */
export const schoolFieldOfCode = { "school.code_in_use": "code", "school.npsn_in_use": "npsn" } as const;
