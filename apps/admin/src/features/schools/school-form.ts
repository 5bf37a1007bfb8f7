import type { School } from "@gloria/contracts";
import type { FormShape } from "../../components/use-entity-form.tsx";

const fields = [
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
export type SchoolFormValues = Record<(typeof fields)[number], string>;

const always = ["code", "name", "level", "status", "timeZone"] as const satisfies readonly (keyof SchoolFormValues)[];

export function emptySchoolForm(timeZone: string): SchoolFormValues {
  const blank = Object.fromEntries(fields.map((field) => [field, ""])) as SchoolFormValues;
  return { ...blank, status: "active", timeZone };
}

export const schoolForm: FormShape<SchoolFormValues, School> = {
  fields,
  valuesOf: (school) => Object.fromEntries(fields.map((field) => [field, school[field] ?? ""])) as SchoolFormValues,
  // Null where the form is empty, except where a school always has a value.
  inputOf: (values) =>
    Object.fromEntries(
      fields.map((field) => {
        const text = values[field].trim();
        return [field, text === "" && !always.some((known) => known === field) ? null : text];
      }),
    ),
  fieldOfCode: { "school.code_in_use": "code", "school.npsn_in_use": "npsn" },
};
