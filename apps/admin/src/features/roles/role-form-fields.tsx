import type { FieldErrors, UseFormRegister } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { Panel } from "../../ui/panel.tsx";
import type { RoleFormValues } from "./role-form.ts";

interface RoleFormFieldsProps {
  readonly form: {
    readonly register: UseFormRegister<RoleFormValues>;
    readonly formState: { readonly errors: FieldErrors<RoleFormValues> };
  };
}

export function RoleFormFields({ form }: RoleFormFieldsProps) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const { errors } = form.formState;
  return (
    <Panel>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field className="sm:col-span-2" label={t("role.name")} error={problem(errors.name)} required>
          <Input {...form.register("name")} autoComplete="off" />
        </Field>
        <Field label={t("role.code")} hint={t("role.codeHint")} error={problem(errors.code)} required>
          <Input {...form.register("code")} autoComplete="off" spellCheck={false} />
        </Field>
        <Field label={t("role.level")} hint={t("role.levelHint")} error={problem(errors.level)} required>
          <Input {...form.register("level")} type="number" inputMode="numeric" min={1} max={100} />
        </Field>
      </div>
    </Panel>
  );
}
