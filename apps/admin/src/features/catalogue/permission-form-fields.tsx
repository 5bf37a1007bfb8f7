import { useQuery } from "@tanstack/react-query";
import type { FieldErrors, UseFormRegister } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../../lib/trpc.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Field } from "../../ui/field.tsx";
import { Input, Textarea } from "../../ui/input.tsx";
import { Select } from "../../ui/select.tsx";
import type { PermissionFormValues } from "./permission-form.ts";

interface PermissionFormFieldsProps {
  readonly form: {
    readonly register: UseFormRegister<PermissionFormValues>;
    readonly formState: { readonly errors: FieldErrors<PermissionFormValues> };
  };
  /** A code is for good: it is asked once. */
  readonly withCode: boolean;
  /** Stand in the lists before these are read. */
  readonly known?: { readonly module: string; readonly group: string };
}

export function PermissionFormFields({ form, withCode, known }: PermissionFormFieldsProps) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const problem = useProblemText();
  const { errors } = form.formState;
  const groups = useQuery(trpc.permissionCatalogue.groups.queryOptions({ limit: 200 }, { staleTime: 300_000 }));
  const modules = useQuery(trpc.modules.list.queryOptions({ limit: 200 }, { staleTime: 300_000 }));
  const choices = (items: readonly { readonly code: string; readonly name: string }[] | undefined, own?: string) =>
    (items ?? (own ? [{ code: own, name: own }] : [])).map(({ code, name }) => ({ value: code, label: name }));
  return (
    <>
      {withCode ? (
        <Field label={t("catalogue.code")} hint={t("catalogue.codeHint")} error={problem(errors.code)} required>
          <Input {...form.register("code")} autoComplete="off" spellCheck={false} className="font-mono" />
        </Field>
      ) : null}
      <Field label={t("catalogue.name")} error={problem(errors.name)} required>
        <Input {...form.register("name")} autoComplete="off" />
      </Field>
      <Field
        label={t("catalogue.description")}
        optionalLabel={t("common.optional")}
        error={problem(errors.description)}
      >
        <Textarea {...form.register("description")} rows={2} />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t("catalogue.group")} error={problem(errors.group)} required>
          <Select
            // The list comes later than the value: the field takes it up again when it is there.
            key={`group ${groups.data === undefined}`}
            {...form.register("group")}
            emptyLabel={t("common.emptyValue")}
            options={choices(groups.data?.items, known?.group)}
          />
        </Field>
        <Field label={t("catalogue.module")} error={problem(errors.module)} required>
          <Select
            key={`module ${modules.data === undefined}`}
            {...form.register("module")}
            emptyLabel={t("common.emptyValue")}
            options={choices(modules.data?.items, known?.module)}
          />
        </Field>
      </div>
      <div className="grid gap-1">
        <Checkbox {...form.register("delegable")} label={t("catalogue.delegable")} />
        <Checkbox {...form.register("sensitive")} label={t("catalogue.sensitive")} />
        <p className="pl-7 text-sm text-ink-soft">{t("catalogue.sensitiveHint")}</p>
        <Checkbox {...form.register("definitiveOnly")} label={t("catalogue.definitiveOnly")} />
        <p className="pl-7 text-sm text-ink-soft">{t("catalogue.definitiveOnlyHint")}</p>
      </div>
    </>
  );
}
