import type { FieldErrors, UseFormRegister } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import type { DepartmentFormValues } from "./department-form.ts";

interface DepartmentNameFieldsProps {
  readonly register: UseFormRegister<DepartmentFormValues>;
  readonly errors: FieldErrors<DepartmentFormValues>;
}

export function DepartmentNameFields({ register, errors }: DepartmentNameFieldsProps) {
  const { t } = useTranslation();
  const problem = useProblemText();
  return (
    <>
      <Field className="sm:col-span-2" label={t("department.name")} error={problem(errors.name)} required>
        <Input {...register("name")} autoComplete="off" />
      </Field>
      <Field label={t("department.code")} hint={t("department.codeHint")} error={problem(errors.code)} required>
        <Input {...register("code")} autoComplete="off" spellCheck={false} />
      </Field>
    </>
  );
}
