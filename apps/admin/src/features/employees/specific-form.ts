import { type Employee, type SpecificField, specificFieldNames, updateEmployeeInput } from "@gloria/contracts";
import type { FormShape } from "../../components/use-entity-form.tsx";
import type { Contract } from "../../lib/contract-resolver.ts";

export type SpecificFormValues = Record<SpecificField, string>;

export const specificForm: FormShape<SpecificFormValues, Employee> = {
  fields: specificFieldNames,
  valuesOf: ({ specific }) =>
    Object.fromEntries(specificFieldNames.map((field) => [field, specific[field] ?? ""])) as SpecificFormValues,
  inputOf: (values) =>
    Object.fromEntries(specificFieldNames.map((field) => [field, values[field].trim() === "" ? null : values[field]])),
  fieldOfCode: { "employee.nik_in_use": "nik" },
};

/** The contract of changing an employee, seen from its part of specific data: problems are named by that part's fields. */
export function specificContract(nip: string): Contract<ReturnType<typeof updateEmployeeInput.parse>> {
  return {
    safeParse(input) {
      const { id: _, version, ...specific } = input as Readonly<Record<string, unknown>>;
      const result = updateEmployeeInput.safeParse({ nip, version, specific });
      if (result.success) return result;
      const issues = result.error.issues.map((issue) => ({
        ...issue,
        path: issue.path[0] === "specific" ? issue.path.slice(1) : issue.path,
      }));
      return { success: false, error: { issues } };
    },
  };
}
