import { Plus, Trash2 } from "lucide-react";
import type { FieldErrors, UseFormRegister, UseFormSetValue, UseFormWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Input, Textarea } from "../../ui/input.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { PermissionPicker } from "../grants/permission-picker.tsx";
import { emptyLine, type TemplateFormValues, type TemplateRight } from "./template-form.ts";

interface TemplateFormFieldsProps {
  readonly form: {
    readonly register: UseFormRegister<TemplateFormValues>;
    readonly setValue: UseFormSetValue<TemplateFormValues>;
    readonly watch: UseFormWatch<TemplateFormValues>;
    readonly formState: { readonly errors: FieldErrors<TemplateFormValues>; readonly isSubmitted: boolean };
  };
  /** A kind is for good: it is asked once. */
  readonly withKind: boolean;
}

export function TemplateFormFields({ form, withKind }: TemplateFormFieldsProps) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const { errors, isSubmitted } = form.formState;
  const rights = form.watch("grants");
  const setRights = (next: readonly TemplateRight[]) =>
    form.setValue("grants", next, { shouldDirty: true, shouldValidate: isSubmitted });
  // The problem of a list stands at the list, whatever line it is about.
  const rightsProblem = errors.grants as Parameters<typeof problem>[0];
  return (
    <div className="grid gap-5">
      <Panel>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field className="sm:col-span-2" label={t("permissionTemplate.name")} error={problem(errors.name)} required>
            <Input {...form.register("name")} autoComplete="off" />
          </Field>
          <Field
            label={t("permissionTemplate.code")}
            hint={t("permissionTemplate.codeHint")}
            error={problem(errors.code)}
            required
          >
            <Input {...form.register("code")} autoComplete="off" spellCheck={false} />
          </Field>
          {withKind ? (
            <Field
              label={t("permissionTemplate.kind")}
              hint={t("permissionTemplate.kindHint")}
              error={problem(errors.kind)}
              required
            >
              <Select
                {...form.register("kind")}
                options={(["role", "user", "module"] as const).map((value) => ({
                  value,
                  label: t(`permissionTemplate.kind.${value}`),
                }))}
              />
            </Field>
          ) : null}
          <Field
            className="sm:col-span-2"
            label={t("permissionTemplate.description")}
            optionalLabel={t("common.optional")}
            error={problem(errors.description)}
          >
            <Textarea {...form.register("description")} rows={2} />
          </Field>
        </div>
      </Panel>
      <Panel title={t("permissionTemplate.rights")} overflowing>
        <ul className="grid gap-5">
          {rights.map((right, index) => (
            <li key={index}>
              <RightLine
                number={index + 1}
                right={right}
                onChange={(next) => setRights(rights.map((one, at) => (at === index ? next : one)))}
                onRemove={() => setRights(rights.filter((_, at) => at !== index))}
              />
            </li>
          ))}
        </ul>
        {rightsProblem ? (
          <p role="alert" className="mt-3 text-sm font-medium text-danger-ink">
            {rightsProblem.type === "too_small_list" || rightsProblem.type === "required"
              ? t("permissionTemplate.rightsNeeded")
              : problem(rightsProblem)}
          </p>
        ) : null}
        <Button className="mt-4" onClick={() => setRights([...rights, emptyLine])}>
          <Plus aria-hidden className="size-4" />
          {t("permissionTemplate.addRight")}
        </Button>
      </Panel>
    </div>
  );
}

interface RightLineProps {
  readonly number: number;
  readonly right: TemplateRight;
  readonly onChange: (right: TemplateRight) => void;
  readonly onRemove: () => void;
}

function RightLine({ number, right, onChange, onRemove }: RightLineProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="grid gap-3 rounded-control border border-line p-4">
      <legend className="px-1 text-sm font-semibold text-ink-soft">{t("permissionTemplate.right", { number })}</legend>
      <PermissionPicker
        label={t("grant.permission")}
        hideLabel
        value={right.code}
        onPick={(code) => onChange({ ...right, code })}
      />
      <div className="grid items-end gap-3 sm:grid-cols-[1fr_1fr_2fr_auto]">
        <Field label={t("grant.effect")}>
          <Select
            value={right.effect}
            onChange={(event) => onChange({ ...right, effect: event.target.value })}
            options={(["ALLOW", "DENY"] as const).map((value) => ({ value, label: t(`grant.effect.${value}`) }))}
          />
        </Field>
        <Field label={t("grant.scope")}>
          <Select
            value={right.scope}
            onChange={(event) => onChange({ ...right, scope: event.target.value })}
            options={(["OWN", "DEPARTMENT", "SCHOOL", "ALL"] as const).map((value) => ({
              value,
              label: t(`enumeration.scope.${value}`),
            }))}
          />
        </Field>
        <Field label={t("grant.condition")} optionalLabel={t("common.optional")}>
          <Input
            value={right.condition}
            onChange={(event) => onChange({ ...right, condition: event.target.value })}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
          />
        </Field>
        <Button
          square
          look="quiet"
          aria-label={t("permissionTemplate.removeRight", { number })}
          onClick={onRemove}
          className="justify-self-end"
        >
          <Trash2 aria-hidden className="size-4" />
        </Button>
      </div>
    </fieldset>
  );
}
