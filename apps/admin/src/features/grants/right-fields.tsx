import { useState } from "react";
import type { FieldErrors, UseFormRegister, UseFormSetValue, UseFormWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { EntityPicker, type PickOption } from "../../components/entity-picker.tsx";
import { useDepartmentSource } from "../../components/use-pick-sources.ts";
import { choicesOf } from "../../lib/choices-of.ts";
import { useMe } from "../../lib/me.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { Field } from "../../ui/field.tsx";
import { Input, Textarea } from "../../ui/input.tsx";
import { Select } from "../../ui/select.tsx";
import { PermissionPicker } from "./permission-picker.tsx";
import type { RightValues } from "./right-form.ts";

/** The part of a form that these fields need, whatever its contract makes of the values. */
export interface RightFormPart {
  readonly register: UseFormRegister<RightValues>;
  readonly setValue: UseFormSetValue<RightValues>;
  readonly watch: UseFormWatch<RightValues>;
  readonly formState: { readonly errors: FieldErrors<RightValues>; readonly isSubmitted: boolean };
}

const effects = choicesOf<"ALLOW" | "DENY">({ ALLOW: true, DENY: true });
const scopes = choicesOf<"OWN" | "DEPARTMENT" | "SCHOOL" | "ALL">({
  OWN: true,
  DEPARTMENT: true,
  SCHOOL: true,
  ALL: true,
});

/** Permission or pattern, effect, scope and condition. */
export function TermsFields({ form }: { readonly form: RightFormPart }) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const { errors, isSubmitted } = form.formState;
  return (
    <>
      <PermissionPicker
        value={form.watch("code")}
        error={problem(errors.code)}
        onPick={(code) => form.setValue("code", code, { shouldDirty: true, shouldValidate: isSubmitted })}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t("grant.effect")} error={problem(errors.effect)} required>
          <Select
            {...form.register("effect")}
            options={effects.map((value) => ({ value, label: t(`grant.effect.${value}`) }))}
          />
        </Field>
        <Field label={t("grant.scope")} hint={t("grant.scopeHint")} error={problem(errors.scope)} required>
          <Select
            {...form.register("scope")}
            options={scopes.map((value) => ({ value, label: t(`enumeration.scope.${value}`) }))}
          />
        </Field>
      </div>
      <Field
        label={t("grant.condition")}
        hint={t("grant.conditionHint")}
        optionalLabel={t("common.optional")}
        error={problem(errors.condition)}
      >
        <Textarea {...form.register("condition")} rows={2} spellCheck={false} className="font-mono" />
      </Field>
    </>
  );
}

/** School and department that SCHOOL and DEPARTMENT are measured from. */
export function PlaceFields({ form }: { readonly form: RightFormPart }) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const { schools } = useMe();
  const { errors } = form.formState;
  const schoolId = form.watch("schoolId");
  const departments = useDepartmentSource(schoolId || undefined);
  const [department, setDepartment] = useState<PickOption | null>(null);
  const school = form.register("schoolId");
  const pickDepartment = (option: PickOption | null) => {
    setDepartment(option);
    form.setValue("departmentId", option?.id ?? "", { shouldDirty: true });
  };
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label={t("grant.school")} hint={t("grant.placeHint")} error={problem(errors.schoolId)}>
        <Select
          {...school}
          onChange={(event) => {
            // A department of the school before is none of this one's.
            pickDepartment(null);
            return school.onChange(event);
          }}
          emptyLabel={t("grant.noSchool")}
          options={schools.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      <EntityPicker
        label={t("grant.department")}
        optionalLabel={t("common.optional")}
        error={problem(errors.departmentId)}
        placeholder={t("grant.departmentSearch")}
        source={departments}
        value={department}
        onPick={pickDepartment}
      />
    </div>
  );
}

interface WindowFieldsProps {
  readonly form: RightFormPart;
  readonly reasonRequired?: boolean;
}

/** First and last day, and why. */
export function WindowFields({ form, reasonRequired = false }: WindowFieldsProps) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const { errors } = form.formState;
  const optional = t("common.optional");
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          label={t("grant.from")}
          hint={t("grant.fromHint")}
          optionalLabel={optional}
          error={problem(errors.validFrom)}
        >
          <Input {...form.register("validFrom")} type="date" />
        </Field>
        <Field
          label={t("grant.lastDay")}
          hint={t("grant.lastDayHint")}
          optionalLabel={optional}
          error={problem(errors.validUntil)}
        >
          <Input {...form.register("validUntil")} type="date" />
        </Field>
      </div>
      <Field
        label={t("grant.reason")}
        hint={t("grant.reasonHint")}
        {...(reasonRequired ? { required: true } : { optionalLabel: optional })}
        error={problem(errors.reason)}
      >
        <Input {...form.register("reason")} autoComplete="off" maxLength={400} />
      </Field>
    </>
  );
}
