import type { Department } from "@gloria/contracts";
import type { FormShape } from "../../components/use-entity-form.tsx";

/** The texts of the form; an empty one stands for "none". */
export type DepartmentFormValues = {
  name: string;
  code: string;
  /** A school's id, or "foundation". */
  schoolId: string;
  parentId: string;
};

const fieldOfCode = {
  "department.code_in_use": "code",
  "department.parent_not_found": "parentId",
  "department.school_mismatch": "parentId",
} as const;

export const createDepartmentForm: FormShape<DepartmentFormValues, Department> = {
  fields: ["name", "code", "schoolId", "parentId"],
  valuesOf,
  inputOf: ({ name, code, schoolId, parentId }) => ({
    name,
    code,
    schoolId: schoolId === "foundation" ? null : schoolId,
    parentId: parentId || null,
  }),
  fieldOfCode,
};

/** Where a department stands is changed by moving it, which shows first what that does. */
export const editDepartmentForm: FormShape<DepartmentFormValues, Department> = {
  fields: ["name", "code"],
  valuesOf,
  inputOf: ({ name, code }) => ({ name, code }),
  fieldOfCode,
};

function valuesOf(department: Department): DepartmentFormValues {
  return {
    name: department.name,
    code: department.code,
    schoolId: department.schoolId ?? "foundation",
    parentId: department.parentId ?? "",
  };
}
