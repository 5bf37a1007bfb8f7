import { type AssignmentChange, updateAssignmentInput } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { addDays } from "../../lib/add-days.ts";
import { formatDate } from "../../lib/format.ts";
import { useLocale } from "../../lib/i18n.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useOrganisationRefresh } from "../../lib/use-organisation-refresh.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { AppointmentFields } from "./appointment-fields.tsx";
import {
  type AppointmentValues,
  appointmentFieldOfCode,
  appointmentFields,
  emptyAppointment,
} from "./appointment-form.ts";
import type { HeldPosition } from "./held-position.ts";
import { useWarned } from "./use-warned.ts";
import { WarningList } from "./warning-list.tsx";

interface ChangeAssignmentDialogProps {
  readonly held: HeldPosition;
  /** Asks for nothing but the new last day. */
  readonly onlyExtend: boolean;
  readonly onClose: () => void;
}

/** Changes what somebody holds or will hold; only what differs is sent. */
export function ChangeAssignmentDialog({ held, onlyExtend, onClose }: ChangeAssignmentDialogProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const api = useApi();
  const refresh = useOrganisationRefresh();
  const problem = useProblemText();
  const warned = useWarned<unknown>();
  const before = valuesOf(held);
  const state = useCreateForm({
    shape: {
      fields: appointmentFields,
      inputOf: (values) => changesOf(held, before, values),
      fieldOfCode: appointmentFieldOfCode,
    },
    contract: updateAssignmentInput,
    initial: before,
    create: (input): Promise<AssignmentChange> =>
      warned.run(input, (dryRun) => api.assignments.update.mutate({ ...input, dryRun })),
    async onCreated(change) {
      if (change.dryRun) return;
      const until = change.assignment?.validUntil;
      onClose();
      void notifyDone(
        onlyExtend && until
          ? t("assignment.extended", { date: formatDate(addDays(until, -1), locale) })
          : t("assignment.changed"),
      );
      await refresh();
    },
  });
  const { register, formState } = state.form;
  const errors: typeof formState.errors & { until?: typeof formState.errors.lastDay } = formState.errors;
  return (
    <FormDialog
      state={state}
      title={t(onlyExtend ? "assignment.extendTitle" : "assignment.changeTitle", { position: held.positionName })}
      description={held.userName}
      submitLabel={t(onlyExtend ? "assignment.extend" : "common.save")}
      onClose={onClose}
    >
      {onlyExtend ? (
        <Field
          label={t("assignment.until")}
          hint={t("assignment.untilHint")}
          error={problem(errors.lastDay ?? errors.until)}
          required
        >
          <Input {...register("lastDay")} type="date" />
        </Field>
      ) : (
        <AppointmentFields
          register={register}
          errors={errors}
          without={held.state === "future" ? ["kind", "schoolId"] : ["kind", "schoolId", "from"]}
        />
      )}
      <WarningList warnings={warned.warnings} />
    </FormDialog>
  );
}

function valuesOf(held: HeldPosition): AppointmentValues {
  return {
    ...emptyAppointment,
    kind: held.kind,
    from: held.validFrom,
    lastDay: held.validUntil === null ? "" : addDays(held.validUntil, -1),
    ftePercent: String(held.ftePercent),
    decreeNumber: held.decreeNumber ?? "",
    primary: held.isPrimary ? "yes" : "no",
  };
}

function changesOf(held: HeldPosition, before: AppointmentValues, values: AppointmentValues) {
  const changed = (field: keyof AppointmentValues) => values[field].trim() !== before[field].trim();
  return {
    id: held.userId,
    assignmentId: held.id,
    ...(changed("from") ? { from: values.from } : {}),
    ...(changed("lastDay") ? { until: values.lastDay ? addDays(values.lastDay, 1) : null } : {}),
    ...(changed("ftePercent") && values.ftePercent ? { ftePercent: Number(values.ftePercent) } : {}),
    ...(changed("decreeNumber") ? { decreeNumber: values.decreeNumber.trim() || null } : {}),
    ...(changed("primary") && values.primary ? { primary: values.primary === "yes" } : {}),
  };
}
