import type { Position } from "@gloria/contracts";
import type { FormShape } from "../../components/use-entity-form.tsx";

/** The texts of the form; an empty one stands for "none". */
export type PositionFormValues = {
  name: string;
  code: string;
  level: string;
  headcount: string;
  /** A school's id, or "foundation". */
  schoolId: string;
  departmentId: string;
  reportsToId: string;
  coordinatorIds: readonly string[];
};

export const positionForm: FormShape<PositionFormValues, Position> = {
  fields: ["name", "code", "level", "headcount", "schoolId", "departmentId", "reportsToId", "coordinatorIds"],
  valuesOf: (position) => ({
    name: position.name,
    code: position.code,
    level: String(position.level),
    headcount: String(position.headcount),
    schoolId: position.schoolId ?? "foundation",
    departmentId: position.departmentId ?? "",
    reportsToId: position.reportsTo?.id ?? "",
    coordinatorIds: position.coordinators.map((coordinator) => coordinator.id),
  }),
  inputOf: (values) => ({
    name: values.name,
    code: values.code,
    level: numberOf(values.level),
    headcount: numberOf(values.headcount),
    schoolId: values.schoolId === "foundation" ? null : values.schoolId,
    departmentId: values.departmentId || null,
    reportsToId: values.reportsToId || null,
    coordinatorIds: values.coordinatorIds,
  }),
  fieldOfCode: {
    "position.code_in_use": "code",
    "position.cycle": "reportsToId",
    "position.headcount_below_holders": "headcount",
    "position.school_mismatch": "departmentId",
    "department.not_found": "departmentId",
  },
};

export function emptyPositionForm(place: string | null, departmentId: string | null): PositionFormValues {
  return {
    name: "",
    code: "",
    level: "",
    headcount: "1",
    schoolId: place ?? "foundation",
    departmentId: departmentId ?? "",
    reportsToId: "",
    coordinatorIds: [],
  };
}

/** An empty field is nothing, which the contract says is required; anything else that is no number it names so. */
function numberOf(text: string): number | undefined {
  return text.trim() === "" ? undefined : Number(text);
}
