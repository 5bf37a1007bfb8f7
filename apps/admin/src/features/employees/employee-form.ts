import { type Employee, type EmployeeField, updateEmployeeInput } from "@gloria/contracts";
import type { FormShape } from "../../components/use-entity-form.tsx";
import type { Contract } from "../../lib/contract-resolver.ts";

const identityFields = ["name", "gender", "birthDate", "nuptk", "schoolId", "rfid"] as const;
const contactFields = ["mobile", "phone", "email"] as const;
const employmentFields = [
  "employmentStatus",
  "employeeKind",
  "activeStatus",
  "workingTime",
  "section",
  "location",
  "field",
  "additionalDuty",
  "startedOn",
  "permanentOn",
  "candidateDecree",
  "candidateOn",
  "appointmentDecree",
  "appointedOn",
  "appointedBy",
  "civilServantOn",
  "rankGrade",
  "salarySource",
] as const;
const flagFields = ["principalLicence", "supervisionTraining", "braille", "signLanguage"] as const;
const skillFields = [...flagFields, "nuks"] as const;

/** In which panels the fields stand, on the page and in the form. */
export const employeeFieldGroups = [
  { title: "identity", fields: identityFields },
  { title: "contact", fields: contactFields },
  { title: "employment", fields: employmentFields },
  { title: "skills", fields: skillFields },
] as const;

const fields = [...identityFields, ...contactFields, ...employmentFields, ...skillFields] as const;

/** The texts of the form; an empty one stands for "none", `true` and `false` for yes and no. */
export type EmployeeFormValues = Record<EmployeeField, string>;

/** A new employee's form also has the number. */
export type NewEmployeeValues = EmployeeFormValues & { readonly nip: string };

export function emptyEmployeeForm(): NewEmployeeValues {
  const blank = Object.fromEntries(fields.map((field) => [field, ""])) as EmployeeFormValues;
  return { ...blank, nip: "" };
}

export function isFlag(field: string): boolean {
  return flagFields.some((flag) => flag === field);
}

function inputOfField(field: EmployeeField, value: string): unknown {
  const text = value.trim();
  if (isFlag(field)) return text === "" ? null : text === "true";
  return text === "" && field !== "name" ? null : text;
}

export const employeeForm: FormShape<EmployeeFormValues, Employee> = {
  fields,
  valuesOf: (employee) =>
    Object.fromEntries(fields.map((field) => [field, String(employee[field] ?? "")])) as EmployeeFormValues,
  inputOf: (values) => Object.fromEntries(fields.map((field) => [field, inputOfField(field, values[field])])),
  fieldOfCode: { "employee.nuptk_in_use": "nuptk" },
};

export const newEmployeeForm: Omit<FormShape<NewEmployeeValues, Employee>, "valuesOf"> = {
  fields: [...fields, "nip"],
  inputOf: (values) => ({
    ...employeeForm.inputOf(values),
    ...(values.nip.trim() === "" ? {} : { nip: values.nip.trim() }),
  }),
  fieldOfCode: { ...employeeForm.fieldOfCode, "employee.nip_in_use": "nip", "employee.nip_pattern": "nip" },
};

/** The contract of changing an employee, who goes by the number and not by an id. */
export function employeeContract(nip: string): Contract<ReturnType<typeof updateEmployeeInput.parse>> {
  return {
    safeParse(input) {
      const { id: _, ...rest } = input as Readonly<Record<string, unknown>>;
      return updateEmployeeInput.safeParse({ ...rest, nip });
    },
  };
}
