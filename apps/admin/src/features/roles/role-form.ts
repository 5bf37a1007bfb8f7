import type { Role } from "@gloria/contracts";
import type { FormShape } from "../../components/use-entity-form.tsx";

export type RoleFormValues = { name: string; code: string; level: string };

export const roleForm: FormShape<RoleFormValues, Role> = {
  fields: ["name", "code", "level"],
  valuesOf: ({ name, code, level }) => ({ name, code, level: String(level) }),
  inputOf: ({ name, code, level }) => ({
    name,
    code,
    level: level.trim() === "" ? undefined : Number(level),
  }),
  fieldOfCode: { "role.code_in_use": "code" },
};
