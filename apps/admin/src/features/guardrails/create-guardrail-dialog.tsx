import { createGuardrailInput } from "@gloria/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EntityPicker, type PickOption } from "../../components/entity-picker.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { type ThingType, thingTypes, useThingSource } from "../../components/use-thing-source.ts";
import { instantOf } from "../../lib/local-time.ts";
import { useTimeZone } from "../../lib/me.ts";
import { notifyDone } from "../../lib/notify.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useApi } from "../../lib/trpc.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { Select } from "../../ui/select.tsx";
import { PermissionPicker } from "../grants/permission-picker.tsx";
import { ConditionField } from "./condition-field.tsx";
import { guardrailKindChoices } from "./guardrail-choices.ts";
import { useGuardrailCheck } from "./use-guardrail-check.ts";

type Values = {
  kind: string;
  name: string;
  code: string;
  resourceType: string;
  resourceId: string;
  condition: string;
  validFrom: string;
  validUntil: string;
  reason: string;
};

/** Forbids something to everybody; what it would forbid stands there while it is written. */
export function CreateGuardrailDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const api = useApi();
  const zone = useTimeZone(null);
  const refresh = useRightsRefresh();
  const problem = useProblemText();
  const [thing, setThing] = useState<PickOption | null>(null);
  const state = useCreateForm({
    shape: {
      fields: ["kind", "name", "code", "resourceType", "resourceId", "condition", "validFrom", "validUntil", "reason"],
      inputOf: (values: Values) => ({
        kind: values.kind,
        name: values.name,
        code: values.code.trim(),
        reason: values.reason,
        ...(values.resourceType && values.resourceId
          ? { resource: { type: values.resourceType, id: values.resourceId } }
          : {}),
        ...(values.condition.trim() ? { condition: values.condition.trim() } : {}),
        ...(values.validFrom ? { validFrom: instantOf(values.validFrom, zone) } : {}),
        ...(values.validUntil ? { validUntil: instantOf(values.validUntil, zone) } : {}),
      }),
      fieldOfCode: {
        "access.unknown_permission": "code",
        "access.platform_only": "code",
        "guardrail.locks_out": "code",
        "access.condition_invalid": "condition",
        "resource.not_found": "resourceId",
        "access.window_past": "validUntil",
        "access.window_order": "validUntil",
      },
    },
    contract: createGuardrailInput,
    initial: {
      kind: "separation_of_duties",
      name: "",
      code: "",
      resourceType: "",
      resourceId: "",
      condition: "",
      validFrom: "",
      validUntil: "",
      reason: "",
    },
    create: (input) => api.guardrails.create.mutate(input),
    async onCreated({ guardrail }) {
      onClose();
      void notifyDone(t("guardrail.created", { name: guardrail.name }));
      await refresh();
    },
  });
  const { register, setValue, watch, formState } = state.form;
  const values = watch();
  const check = useGuardrailCheck(values.code, values.condition);
  const type = oneOf(thingTypes, values.resourceType);
  const setThingOf = (option: PickOption | null) => {
    setThing(option);
    setValue("resourceId", option?.id ?? "", { shouldDirty: true });
  };
  const typeField = register("resourceType");
  return (
    <FormDialog
      state={state}
      place="wide"
      title={t("guardrail.createTitle")}
      description={t("guardrail.createBody")}
      submitLabel={t("guardrail.confirm")}
      danger
      onClose={onClose}
    >
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          label={t("guardrail.name")}
          hint={t("guardrail.nameHint")}
          error={problem(formState.errors.name)}
          required
        >
          <Input {...register("name")} autoComplete="off" maxLength={200} />
        </Field>
        <Field label={t("guardrail.kind")} error={problem(formState.errors.kind)} required>
          <Select
            {...register("kind")}
            options={guardrailKindChoices.map((value) => ({ value, label: t(`guardrail.kind.${value}`) }))}
          />
        </Field>
      </div>
      <PermissionPicker
        label={t("guardrail.code")}
        value={values.code}
        error={problem(formState.errors.code)}
        onPick={(code) => setValue("code", code, { shouldDirty: true, shouldValidate: formState.isSubmitted })}
      />
      {check.answer && values.code && !check.failure ? <Forbidden codes={check.answer.permissions} /> : null}
      <ConditionField
        code={values.code}
        value={values.condition}
        onChange={(value) => setValue("condition", value, { shouldDirty: true })}
        checking={check.checking}
        failure={check.failure}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t("guardrail.resource")}>
          <Select
            {...typeField}
            onChange={(event) => {
              setThingOf(null);
              return typeField.onChange(event);
            }}
            emptyLabel={t("guardrail.resourceNone")}
            options={thingTypes.map((value) => ({ value, label: t(`access.target.${value}`) }))}
          />
        </Field>
        {type ? (
          <ThingPicker
            key={type}
            type={type}
            value={thing}
            error={problem(formState.errors.resourceId)}
            onPick={setThingOf}
          />
        ) : null}
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          label={t("guardrail.from")}
          optionalLabel={t("common.optional")}
          error={problem(formState.errors.validFrom)}
        >
          <Input {...register("validFrom")} type="datetime-local" />
        </Field>
        <Field
          label={t("guardrail.until")}
          optionalLabel={t("common.optional")}
          hint={t("guardrail.windowHint")}
          error={problem(formState.errors.validUntil)}
        >
          <Input {...register("validUntil")} type="datetime-local" />
        </Field>
      </div>
      <Field label={t("guardrail.reason")} error={problem(formState.errors.reason)} required>
        <Input {...register("reason")} autoComplete="off" maxLength={400} />
      </Field>
    </FormDialog>
  );
}

const shownCodes = 6;

function Forbidden({ codes }: { readonly codes: readonly string[] }) {
  const { t } = useTranslation();
  const more = codes.length - shownCodes;
  return (
    <section role="status" className="grid gap-2 rounded-control bg-danger-soft px-4 py-3 text-sm text-danger-ink">
      <p className="font-medium">{t("guardrail.previewCount", { count: codes.length })}</p>
      <ul className="grid gap-1">
        {codes.slice(0, shownCodes).map((code) => (
          <li key={code}>
            <code className="font-mono text-xs break-all">{code}</code>
          </li>
        ))}
      </ul>
      {more > 0 ? <p>{t("delegation.more", { count: more })}</p> : null}
    </section>
  );
}

interface ThingPickerProps {
  readonly type: ThingType;
  readonly value: PickOption | null;
  readonly error: string | undefined;
  readonly onPick: (option: PickOption | null) => void;
}

function ThingPicker({ type, ...rest }: ThingPickerProps) {
  const { t } = useTranslation();
  const { source } = useThingSource(type);
  return (
    <EntityPicker
      label={t("guardrail.resourceId")}
      placeholder={t("guardrail.resourceSearch")}
      source={source}
      required
      {...rest}
    />
  );
}
