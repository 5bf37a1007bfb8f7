import { schoolLevels } from "@gloria/contracts";
import type { FieldErrors, UseFormRegister } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { timeZoneOptions } from "../../lib/time-zones.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { Field } from "../../ui/field.tsx";
import { Input, Textarea } from "../../ui/input.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import type { SchoolFormValues } from "./school-form.ts";

interface SchoolFormFieldsProps {
  readonly register: UseFormRegister<SchoolFormValues>;
  readonly errors: FieldErrors<SchoolFormValues>;
  readonly timeZone: string;
}

export function SchoolFormFields({ register, errors, timeZone }: SchoolFormFieldsProps) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const optional = t("common.optional");
  return (
    <div className="grid gap-5">
      <Panel title={t("school.identity")}>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field className="sm:col-span-2" label={t("school.name")} error={problem(errors.name)} required>
            <Input {...register("name")} autoComplete="off" />
          </Field>
          <Field label={t("school.code")} hint={t("school.codeHint")} error={problem(errors.code)} required>
            <Input {...register("code")} autoComplete="off" spellCheck={false} />
          </Field>
          <Field
            label={t("school.npsn")}
            hint={t("school.npsnHint")}
            optionalLabel={optional}
            error={problem(errors.npsn)}
          >
            <Input {...register("npsn")} autoComplete="off" inputMode="numeric" />
          </Field>
          <Field label={t("school.level")} error={problem(errors.level)} required>
            <Select
              {...register("level")}
              emptyLabel={t("school.chooseLevel")}
              options={schoolLevels.map((level) => ({ value: level, label: t(`enumeration.level.${level}`) }))}
            />
          </Field>
          <Field label={t("school.status")} error={problem(errors.status)} required>
            <Select
              {...register("status")}
              options={(["active", "inactive"] as const).map((value) => ({
                value,
                label: t(`enumeration.status.${value}`),
              }))}
            />
          </Field>
        </div>
      </Panel>
      <Panel title={t("school.location")}>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field
            className="sm:col-span-2"
            label={t("school.address")}
            optionalLabel={optional}
            error={problem(errors.address)}
          >
            <Textarea {...register("address")} rows={2} autoComplete="off" />
          </Field>
          <Field label={t("school.city")} optionalLabel={optional} error={problem(errors.city)}>
            <Input {...register("city")} autoComplete="off" />
          </Field>
          <Field label={t("school.province")} optionalLabel={optional} error={problem(errors.province)}>
            <Input {...register("province")} autoComplete="off" />
          </Field>
          <Field label={t("school.phone")} optionalLabel={optional} error={problem(errors.phone)}>
            <Input {...register("phone")} type="tel" autoComplete="off" />
          </Field>
          <Field label={t("school.email")} optionalLabel={optional} error={problem(errors.email)}>
            <Input {...register("email")} type="email" autoComplete="off" spellCheck={false} />
          </Field>
          <Field label={t("school.timeZone")} error={problem(errors.timeZone)} required>
            <Select {...register("timeZone")} options={timeZoneOptions(timeZone)} />
          </Field>
        </div>
      </Panel>
    </div>
  );
}
