import { transferUserInput, type UserTransfer } from "@gloria/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EntityPicker, type PickOption } from "../../components/entity-picker.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { usePositionSource } from "../../components/use-pick-sources.ts";
import { useTimeZone } from "../../lib/me.ts";
import { notifyDone } from "../../lib/notify.ts";
import { todayIn } from "../../lib/today.ts";
import { useApi } from "../../lib/trpc.ts";
import { useOrganisationRefresh } from "../../lib/use-organisation-refresh.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { AppointmentFields } from "./appointment-fields.tsx";
import { appointmentFieldOfCode, appointmentFields, appointmentInput, emptyAppointment } from "./appointment-form.ts";
import type { HeldPosition } from "./held-position.ts";
import { TransferPreview } from "./transfer-preview.tsx";

interface TransferDialogProps {
  readonly held: HeldPosition;
  readonly onClose: () => void;
}

/** Closes one position of a person and opens another on the same day, after showing what that changes. */
export function TransferDialog({ held, onClose }: TransferDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useOrganisationRefresh();
  const problem = useProblemText();
  const today = todayIn(useTimeZone(held.schoolId));
  const positions = usePositionSource();
  const [position, setPosition] = useState<PickOption | null>(null);
  const [preview, setPreview] = useState<{ readonly of: string; readonly transfer: UserTransfer } | null>(null);
  const state = useCreateForm({
    shape: {
      fields: appointmentFields,
      inputOf: (values) => ({
        id: held.userId,
        assignmentId: held.id,
        positionId: values.positionId,
        ...appointmentInput(values),
      }),
      fieldOfCode: appointmentFieldOfCode,
    },
    contract: transferUserInput,
    initial: { ...emptyAppointment, from: today },
    // First the preview; what was previewed, and nothing else, is done when it is asked for again.
    async create(input): Promise<UserTransfer> {
      const of = JSON.stringify(state.form.getValues());
      const transfer = await api.assignments.transfer.mutate({ ...input, dryRun: preview?.of !== of });
      setPreview({ of, transfer });
      return transfer;
    },
    async onCreated(transfer) {
      if (transfer.dryRun) return;
      onClose();
      void notifyDone(t("assignment.transferred", { name: held.userName, position: transfer.opened.positionName }));
      await refresh();
    },
  });
  const { register, setValue, watch, formState } = state.form;
  const shown = preview?.of === JSON.stringify(watch()) ? preview.transfer : null;
  return (
    <FormDialog
      state={state}
      place="wide"
      title={t("assignment.transferTitle", { name: held.userName })}
      description={t("assignment.transferBody")}
      submitLabel={t(shown ? "assignment.transferConfirm" : "assignment.preview")}
      onClose={onClose}
    >
      <p className="text-sm">
        <span className="text-ink-soft">{t("assignment.leaves")}: </span>
        <span className="font-semibold">{held.positionName}</span>
      </p>
      <EntityPicker
        label={t("assignment.positionNew")}
        error={problem(formState.errors.positionId)}
        placeholder={t("assignment.positionSearch")}
        source={positions}
        value={position}
        without={[held.positionId]}
        required
        onPick={(option) => {
          setPosition(option);
          setValue("positionId", option?.id ?? "", { shouldDirty: true, shouldValidate: formState.isSubmitted });
        }}
      />
      <AppointmentFields register={register} errors={formState.errors} />
      <Field
        label={t("assignment.reason")}
        optionalLabel={t("common.optional")}
        error={problem(formState.errors.reason)}
      >
        <Input {...register("reason")} autoComplete="off" maxLength={400} />
      </Field>
      {shown ? <TransferPreview transfer={shown} /> : null}
    </FormDialog>
  );
}
