import {
  type DelegateAnswer,
  type Delegation,
  delegateInput,
  delegationDaysMax,
  delegationLinksMax,
} from "@gloria/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EntityPicker, type PickOption } from "../../components/entity-picker.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { usePeopleSource } from "../../components/use-pick-sources.ts";
import { instantOf, localTimeOf } from "../../lib/local-time.ts";
import { useMe, useTimeZone } from "../../lib/me.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { Select } from "../../ui/select.tsx";
import { delegableRights } from "./delegable-rights.ts";
import { DelegatePreview } from "./delegate-preview.tsx";
import { type HandOnSteps, handOnSteps } from "./hand-on-steps.ts";
import { RightsChoice } from "./rights-choice.tsx";

interface DelegateDialogProps {
  /** The delegation to the reader that is handed on; null for their own rights. */
  readonly parent: Delegation | null;
  /** To whom, where that is known already. */
  readonly delegate: PickOption | null;
  readonly onClose: () => void;
}

type Values = {
  delegateId: string;
  /** Joined by commas. */
  codes: string;
  validFrom: string;
  validUntil: string;
  reason: string;
  handOn: HandOnSteps;
};

const dayMs = 86_400_000;
const quickDays = [1, 3, 7, 14] as const;

/** Lends rights to somebody: first exactly what would hold, then, when that was seen, for real. */
export function DelegateDialog({ parent, delegate, onClose }: DelegateDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const me = useMe();
  const zone = useTimeZone(null);
  const refresh = useRightsRefresh();
  const problem = useProblemText();
  const people = usePeopleSource();
  const [person, setPerson] = useState(delegate);
  const [preview, setPreview] = useState<{ readonly of: string; readonly answer: DelegateAnswer } | null>(null);
  const state = useCreateForm({
    shape: {
      fields: ["delegateId", "codes", "validFrom", "validUntil", "reason", "handOn"],
      inputOf: (values: Values) => ({
        delegateId: values.delegateId || undefined,
        codes: codesOf(values.codes),
        validUntil: instantOf(values.validUntil, zone),
        reason: values.reason,
        handOn: Number(values.handOn),
        ...(values.validFrom ? { validFrom: instantOf(values.validFrom, zone) } : {}),
        ...(parent ? { parentId: parent.id } : {}),
      }),
      fieldOfCode: {
        "user.not_found": "delegateId",
        "delegation.self": "delegateId",
        "delegation.cycle": "delegateId",
        "delegation.delegate_inactive": "delegateId",
        "delegation.not_delegable": "codes",
        "delegation.not_held": "codes",
        "delegation.hand_on_refused": "handOn",
        "delegation.too_long": "validUntil",
        "delegation.outlasts_support": "validUntil",
        "access.window_past": "validUntil",
        "access.window_order": "validUntil",
      },
    },
    contract: delegateInput,
    initial: { delegateId: delegate?.id ?? "", codes: "", validFrom: "", validUntil: "", reason: "", handOn: "0" },
    // First what would hold; what was seen, and nothing else, is delegated when it is asked for again.
    async create(input): Promise<DelegateAnswer> {
      const of = JSON.stringify(state.form.getValues());
      const answer = await api.permissionDelegation.delegate.mutate({ ...input, dryRun: preview?.of !== of });
      setPreview({ of, answer });
      return answer;
    },
    async onCreated({ dryRun, delegation }) {
      if (dryRun) return;
      onClose();
      void notifyDone(
        t("delegation.created", { name: delegation.delegate.name, permissions: delegation.codes.length }),
      );
      await refresh();
    },
  });
  const { register, setValue, watch, formState } = state.form;
  const values = watch();
  const most = parent === null ? delegationLinksMax - 1 : parent.handOn - 1;
  const shown = preview?.of === JSON.stringify(values) ? preview.answer : null;
  const change = (name: "delegateId" | "validUntil" | "codes", value: string) =>
    setValue(name, value, { shouldDirty: true, shouldValidate: formState.isSubmitted });
  const lasting = (days: number) => {
    const begin = instantOf(values.validFrom, zone) ?? new Date().toISOString();
    change("validUntil", localTimeOf(new Date(Date.parse(begin) + days * dayMs), zone));
  };
  return (
    <FormDialog
      state={state}
      place="wide"
      title={parent ? t("delegation.handOnTitle", { name: parent.delegator.name }) : t("delegation.createTitle")}
      description={t("delegation.createBody")}
      submitLabel={t(shown ? "delegation.confirm" : "delegation.preview")}
      onClose={onClose}
    >
      <EntityPicker
        label={t("delegation.person")}
        error={problem(formState.errors.delegateId)}
        placeholder={t("delegation.personSearch")}
        source={people}
        value={person}
        without={[me.user.id]}
        required
        onPick={(option) => {
          setPerson(option);
          change("delegateId", option?.id ?? "");
        }}
      />
      <RightsChoice
        groups={delegableRights(me, parent)}
        chosen={codesOf(values.codes)}
        error={problem(formState.errors.codes)}
        onChoose={(codes) => change("codes", codes.join(","))}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          label={t("delegation.from")}
          optionalLabel={t("common.optional")}
          hint={t("delegation.fromHint")}
          error={problem(formState.errors.validFrom)}
        >
          <Input {...register("validFrom")} type="datetime-local" />
        </Field>
        <div className="grid content-start gap-2">
          <Field
            label={t("delegation.until")}
            hint={t("delegation.untilHint", { days: delegationDaysMax })}
            error={problem(formState.errors.validUntil)}
            required
          >
            <Input {...register("validUntil")} type="datetime-local" />
          </Field>
          <fieldset className="flex flex-wrap gap-2">
            <legend className="sr-only">{t("delegation.quick")}</legend>
            {quickDays.map((days) => (
              <Button key={days} onClick={() => lasting(days)}>
                {t("delegation.forDays", { count: days })}
              </Button>
            ))}
          </fieldset>
        </div>
      </div>
      {most > 0 ? (
        <Field
          label={t("delegation.handOnSteps")}
          hint={t("delegation.handOnStepsHint")}
          error={problem(formState.errors.handOn)}
          required
        >
          <Select
            {...register("handOn")}
            options={handOnSteps.slice(0, most + 1).map((value) => ({ value, label: t(`delegation.steps.${value}`) }))}
          />
        </Field>
      ) : null}
      <Field
        label={t("delegation.reason")}
        hint={t("delegation.reasonHint")}
        error={problem(formState.errors.reason)}
        required
      >
        <Input {...register("reason")} autoComplete="off" maxLength={400} />
      </Field>
      {shown ? <DelegatePreview answer={shown} /> : null}
    </FormDialog>
  );
}

function codesOf(joined: string): string[] {
  return joined === "" ? [] : joined.split(",");
}
