import type { PermissionTemplate } from "@gloria/contracts";
import type { FormShape } from "../../components/use-entity-form.tsx";

/** One line of the bundle; an empty condition is none. */
export type TemplateRight = {
  readonly code: string;
  readonly effect: string;
  readonly scope: string;
  readonly condition: string;
};

export type TemplateFormValues = {
  kind: string;
  code: string;
  name: string;
  description: string;
  grants: readonly TemplateRight[];
};

export const emptyLine: TemplateRight = { code: "", effect: "ALLOW", scope: "SCHOOL", condition: "" };

export const templateForm: FormShape<TemplateFormValues, PermissionTemplate> = {
  fields: ["kind", "code", "name", "description", "grants"],
  valuesOf: ({ kind, code, name, description, grants }) => ({
    kind,
    code,
    name,
    description: description ?? "",
    grants: grants.map((grant) => ({
      code: grant.code,
      effect: grant.effect,
      scope: grant.scope,
      condition: grant.condition ?? "",
    })),
  }),
  inputOf: ({ kind, code, name, description, grants }) => ({
    kind,
    code,
    name,
    description: description.trim() || null,
    // A line without a permission is one that nobody has filled.
    grants: grants
      .filter((right) => right.code !== "")
      .map(({ condition, ...right }) => ({ ...right, condition: condition.trim() || null })),
  }),
  fieldOfCode: {
    "permission_template.code_in_use": "code",
    "permission_template.not_of_module": "grants",
    "access.unknown_permission": "grants",
    "access.platform_only": "grants",
    "access.wildcard_refused": "grants",
    "access.condition_invalid": "grants",
    "access.escalation": "grants",
  },
};
