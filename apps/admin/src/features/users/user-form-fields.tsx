import { locales, userStatuses } from "@gloria/contracts";
import type { FieldErrors, UseFormRegister } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useMe } from "../../lib/me.ts";
import { timeZoneOptions } from "../../lib/time-zones.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import type { UserFormValues } from "./user-form.ts";

interface UserFormFieldsProps {
  readonly register: UseFormRegister<UserFormValues>;
  readonly errors: FieldErrors<UserFormValues>;
  /** A new person is active or invited; only an existing one is suspended or has resigned. */
  readonly isNew: boolean;
  readonly timeZone: string | null;
}

export function UserFormFields({ register, errors, isNew, timeZone }: UserFormFieldsProps) {
  const { t } = useTranslation();
  const me = useMe();
  const problem = useProblemText();
  const optional = t("common.optional");
  const statuses = isNew ? userStatuses.filter((status) => status === "active" || status === "invited") : userStatuses;
  return (
    <div className="grid gap-5">
      <Panel title={t("user.identity")}>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field
            className="sm:col-span-2"
            label={t("user.fullName")}
            hint={t("user.fullNameHint")}
            error={problem(errors.name)}
            required
          >
            <Input {...register("name")} autoComplete="off" />
          </Field>
          <Field
            label={t("user.titlePrefix")}
            hint={t("user.titlePrefixHint")}
            optionalLabel={optional}
            error={problem(errors.titlePrefix)}
          >
            <Input {...register("titlePrefix")} autoComplete="off" />
          </Field>
          <Field
            label={t("user.titleSuffix")}
            hint={t("user.titleSuffixHint")}
            optionalLabel={optional}
            error={problem(errors.titleSuffix)}
          >
            <Input {...register("titleSuffix")} autoComplete="off" />
          </Field>
          <Field label={t("user.nip")} hint={t("user.nipHint")} optionalLabel={optional} error={problem(errors.nip)}>
            <Input {...register("nip")} autoComplete="off" inputMode="text" spellCheck={false} />
          </Field>
          <Field label={t("user.school")} optionalLabel={optional} error={problem(errors.homeSchoolId)}>
            <Select
              {...register("homeSchoolId")}
              emptyLabel={t("common.none")}
              options={me.schools.map((school) => ({ value: school.id, label: school.name }))}
            />
          </Field>
        </div>
      </Panel>
      <Panel title={t("user.contact")}>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field
            label={t("user.email")}
            hint={t("user.emailHint")}
            optionalLabel={optional}
            error={problem(errors.email)}
          >
            <Input {...register("email")} type="email" autoComplete="off" spellCheck={false} />
          </Field>
          <Field
            label={t("user.username")}
            hint={t("user.usernameHint")}
            optionalLabel={optional}
            error={problem(errors.username)}
          >
            <Input {...register("username")} autoComplete="off" autoCapitalize="none" spellCheck={false} />
          </Field>
          <Field label={t("user.phone")} optionalLabel={optional} error={problem(errors.phone)}>
            <Input {...register("phone")} type="tel" autoComplete="off" />
          </Field>
          <Field label={t("user.status")} error={problem(errors.status)} required>
            <Select
              {...register("status")}
              options={statuses.map((status) => ({ value: status, label: t(`enumeration.status.${status}`) }))}
            />
          </Field>
        </div>
      </Panel>
      <Panel title={t("user.preferences")}>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label={t("user.locale")} optionalLabel={optional} error={problem(errors.locale)}>
            <Select
              {...register("locale")}
              emptyLabel={t("user.asFoundation")}
              options={locales.map((locale) => ({ value: locale, label: t(`enumeration.locale.${locale}`) }))}
            />
          </Field>
          <Field label={t("user.timeZone")} optionalLabel={optional} error={problem(errors.timeZone)}>
            <Select {...register("timeZone")} emptyLabel={t("user.asFoundation")} options={timeZoneOptions(timeZone)} />
          </Field>
        </div>
      </Panel>
    </div>
  );
}
