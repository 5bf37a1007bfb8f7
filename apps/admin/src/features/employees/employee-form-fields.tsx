import type { EmployeeField } from "@gloria/contracts";
import type { ReactNode } from "react";
import type { FieldErrors, UseFormRegister } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useMe } from "../../lib/me.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { type EmployeeFormValues, employeeFieldGroups, isFlag } from "./employee-form.ts";

interface EmployeeFormFieldsProps {
  readonly register: UseFormRegister<EmployeeFormValues>;
  readonly errors: FieldErrors<EmployeeFormValues>;
  /** Stands among the facts of identity, where there is one to give. */
  readonly nip?: ReactNode;
}

export function EmployeeFormFields({ register, errors, nip }: EmployeeFormFieldsProps) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-5">
      {employeeFieldGroups.map((group) => (
        <Panel key={group.title} title={t(`employee.${group.title}`)}>
          <div className="grid gap-5 sm:grid-cols-2">
            {group.fields.map((field) => (
              <EmployeeFormField key={field} field={field} register={register} errors={errors} />
            ))}
            {group.title === "identity" ? nip : null}
          </div>
        </Panel>
      ))}
    </div>
  );
}

interface EmployeeFormFieldProps extends Omit<EmployeeFormFieldsProps, "nip"> {
  readonly field: EmployeeField;
}

function EmployeeFormField({ field, register, errors }: EmployeeFormFieldProps) {
  const { t } = useTranslation();
  const { schools } = useMe();
  const problem = useProblemText();
  const choices = useChoices(field, schools);
  return (
    <Field
      label={t(`employee.field.${field}`)}
      error={problem(errors[field])}
      {...(field === "name" ? { required: true } : { optionalLabel: t("common.optional") })}
    >
      {choices ? (
        <Select {...register(field)} emptyLabel={t("employee.unknownChoice")} options={choices} />
      ) : (
        <Input {...register(field)} type={typeOf(field)} autoComplete="off" />
      )}
    </Field>
  );
}

function useChoices(field: EmployeeField, schools: readonly { readonly id: string; readonly name: string }[]) {
  const { t } = useTranslation();
  if (isFlag(field)) {
    return [
      { value: "true", label: t("common.yes") },
      { value: "false", label: t("common.no") },
    ];
  }
  if (field === "schoolId") return schools.map((school) => ({ value: school.id, label: school.name }));
  if (field === "gender") {
    return [
      { value: "L", label: t("employee.male") },
      { value: "P", label: t("employee.female") },
    ];
  }
  return null;
}

function typeOf(field: EmployeeField): "date" | "email" | "tel" | "text" {
  if (field === "birthDate" || field.endsWith("On")) return "date";
  if (field === "email") return "email";
  return field === "mobile" || field === "phone" ? "tel" : "text";
}
