import type { FieldErrors, UseFormRegister } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useMe } from "../../lib/me.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { Select } from "../../ui/select.tsx";
import type { AppointmentValues } from "./appointment-form.ts";

interface AppointmentFieldsProps {
  readonly register: UseFormRegister<AppointmentValues>;
  /** `until` is what the contract calls the day after the last. */
  readonly errors: FieldErrors<AppointmentValues & { until: string }>;
  /** What is not asked: kind and beginning of what is under way, the place of what lies in a school. */
  readonly without?: readonly ("kind" | "from" | "schoolId")[];
}

/** Kind, dates, workload, decree and whether it is the primary one. */
export function AppointmentFields({ register, errors, without = [] }: AppointmentFieldsProps) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const { schools } = useMe();
  const optional = t("common.optional");
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      {without.includes("kind") ? null : (
        <Field label={t("assignment.kind")} error={problem(errors.kind)} required>
          <Select
            {...register("kind")}
            options={(["DEFINITIF", "PLT", "PLH"] as const).map((kind) => ({
              value: kind,
              label: t(`enumeration.kind.${kind}`),
            }))}
          />
        </Field>
      )}
      <Field
        label={t("assignment.fte")}
        hint={t("assignment.fteHint")}
        optionalLabel={optional}
        error={problem(errors.ftePercent)}
      >
        <Input {...register("ftePercent")} type="number" min={1} max={100} inputMode="numeric" />
      </Field>
      {without.includes("from") ? null : (
        <Field label={t("assignment.from")} error={problem(errors.from)} required>
          <Input {...register("from")} type="date" />
        </Field>
      )}
      <Field
        label={t("assignment.until")}
        hint={t("assignment.untilHint")}
        optionalLabel={optional}
        error={problem(errors.lastDay ?? errors.until)}
      >
        <Input {...register("lastDay")} type="date" />
      </Field>
      <Field label={t("assignment.decree")} optionalLabel={optional} error={problem(errors.decreeNumber)}>
        <Input {...register("decreeNumber")} autoComplete="off" />
      </Field>
      <Field label={t("assignment.primary")} error={problem(errors.primary)}>
        <Select
          {...register("primary")}
          emptyLabel={t("assignment.primaryAuto")}
          options={[
            { value: "yes", label: t("assignment.primaryYes") },
            { value: "no", label: t("assignment.primaryNo") },
          ]}
        />
      </Field>
      {without.includes("schoolId") ? null : (
        <Field label={t("assignment.school")} error={problem(errors.schoolId)}>
          <Select
            {...register("schoolId")}
            emptyLabel={t("assignment.schoolOfPosition")}
            options={schools.map((school) => ({ value: school.id, label: school.name }))}
          />
        </Field>
      )}
    </div>
  );
}
