import { endAssignmentInput } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { laterDate } from "../../lib/later-date.ts";
import { useTimeZone } from "../../lib/me.ts";
import { notifyDone } from "../../lib/notify.ts";
import { todayIn } from "../../lib/today.ts";
import { useApi } from "../../lib/trpc.ts";
import { useOrganisationRefresh } from "../../lib/use-organisation-refresh.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import type { HeldPosition } from "./held-position.ts";

interface EndAssignmentDialogProps {
  readonly held: HeldPosition;
  readonly onClose: () => void;
}

/** Ends what somebody holds on a day, or takes back what has not begun. */
export function EndAssignmentDialog({ held, onClose }: EndAssignmentDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useOrganisationRefresh();
  const problem = useProblemText();
  const today = todayIn(useTimeZone(held.schoolId));
  const state = useCreateForm({
    shape: {
      fields: ["on", "reason"],
      inputOf: ({ on, reason }: { on: string; reason: string }) => ({
        id: held.userId,
        assignmentId: held.id,
        ...(on ? { on } : {}),
        ...(reason.trim() ? { reason } : {}),
      }),
      fieldOfCode: {},
    },
    contract: endAssignmentInput,
    initial: { on: laterDate(held.validFrom, today), reason: "" },
    create: (input) => api.assignments.end.mutate(input),
    async onCreated(change) {
      onClose();
      void notifyDone(t(change.assignment ? "assignment.ended" : "assignment.takenBack"));
      await refresh();
    },
  });
  const { register, formState } = state.form;
  return (
    <FormDialog
      state={state}
      danger
      title={t("assignment.endTitle", { position: held.positionName })}
      description={t("assignment.endBody", { name: held.userName })}
      submitLabel={t("assignment.endConfirm")}
      onClose={onClose}
    >
      <Field label={t("assignment.endOn")} error={problem(formState.errors.on)} required>
        <Input {...register("on")} type="date" />
      </Field>
      <Field
        label={t("assignment.reason")}
        optionalLabel={t("common.optional")}
        error={problem(formState.errors.reason)}
      >
        <Input {...register("reason")} autoComplete="off" maxLength={400} />
      </Field>
    </FormDialog>
  );
}
