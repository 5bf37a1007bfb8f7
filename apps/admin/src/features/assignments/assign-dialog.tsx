import { type AssignmentChange, assignUserInput, type Position } from "@gloria/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EntityPicker, type PickOption } from "../../components/entity-picker.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { usePeopleSource } from "../../components/use-pick-sources.ts";
import { useTimeZone } from "../../lib/me.ts";
import { notifyDone } from "../../lib/notify.ts";
import { todayIn } from "../../lib/today.ts";
import { useApi } from "../../lib/trpc.ts";
import { useOrganisationRefresh } from "../../lib/use-organisation-refresh.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { AppointmentFields } from "./appointment-fields.tsx";
import { appointmentFieldOfCode, appointmentFields, appointmentInput, emptyAppointment } from "./appointment-form.ts";
import { useWarned } from "./use-warned.ts";
import { WarningList } from "./warning-list.tsx";

interface AssignDialogProps {
  readonly position: Position;
  readonly onClose: () => void;
}

/** Gives a person the position, definitively or acting. */
export function AssignDialog({ position, onClose }: AssignDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useOrganisationRefresh();
  const problem = useProblemText();
  const today = todayIn(useTimeZone(position.schoolId));
  const people = usePeopleSource();
  const [person, setPerson] = useState<PickOption | null>(null);
  const warned = useWarned<unknown>();
  const state = useCreateForm({
    shape: {
      fields: appointmentFields,
      inputOf: (values) => ({ id: position.id, userId: values.userId, ...appointmentInput(values) }),
      fieldOfCode: appointmentFieldOfCode,
    },
    contract: assignUserInput,
    initial: { ...emptyAppointment, from: today },
    create: (input): Promise<AssignmentChange> =>
      warned.run(input, (dryRun) => api.assignments.assign.mutate({ ...input, dryRun })),
    async onCreated(change) {
      if (change.dryRun) return;
      onClose();
      void notifyDone(t("assignment.assigned", { name: person?.label ?? "", position: position.name }));
      await refresh();
    },
  });
  const { register, setValue, formState } = state.form;
  return (
    <FormDialog
      state={state}
      place="wide"
      title={t("assignment.assignTitle", { position: position.name })}
      submitLabel={t("assignment.confirmAssign")}
      onClose={onClose}
    >
      <EntityPicker
        label={t("assignment.person")}
        error={problem(formState.errors.userId)}
        placeholder={t("assignment.personSearch")}
        source={people}
        value={person}
        required
        onPick={(option) => {
          setPerson(option);
          setValue("userId", option?.id ?? "", { shouldDirty: true, shouldValidate: formState.isSubmitted });
        }}
      />
      <AppointmentFields
        register={register}
        errors={formState.errors}
        without={position.schoolId === null ? [] : ["schoolId"]}
      />
      <WarningList warnings={warned.warnings} />
    </FormDialog>
  );
}
