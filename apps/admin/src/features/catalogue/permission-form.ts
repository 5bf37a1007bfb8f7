import type { PermissionEntry } from "@gloria/contracts";
import type { FormShape } from "../../components/use-entity-form.tsx";

export type PermissionFormValues = {
  code: string;
  name: string;
  description: string;
  module: string;
  group: string;
  delegable: boolean;
  sensitive: boolean;
  definitiveOnly: boolean;
};

/** An addition has a version, which what Gloria brings along has not. */
export type Addition = PermissionEntry & { readonly version: number };

export const permissionForm: FormShape<PermissionFormValues, Addition> = {
  fields: ["code", "name", "description", "module", "group", "delegable", "sensitive", "definitiveOnly"],
  valuesOf: (entry) => ({
    code: entry.code,
    name: entry.name,
    description: entry.description ?? "",
    module: entry.module,
    group: entry.group,
    delegable: entry.delegable,
    sensitive: entry.sensitive,
    definitiveOnly: entry.definitiveOnly,
  }),
  inputOf: (values) => ({ ...values, description: values.description.trim() || null }),
  fieldOfCode: {
    "permission.code_in_use": "code",
    "access.unknown_permission": "code",
    "access.wildcard_refused": "code",
    "access.platform_only": "code",
    "module.not_found": "module",
    "permission_group.not_found": "group",
  },
};

export const emptyPermission: PermissionFormValues = {
  code: "",
  name: "",
  description: "",
  module: "",
  group: "",
  delegable: true,
  sensitive: false,
  definitiveOnly: false,
};
