import { maxImpersonationMinutes, startImpersonationInput, type User } from "@gloria/contracts";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { beginLooking } from "../../lib/impersonation.ts";
import { useApi } from "../../lib/trpc.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";

interface ImpersonateDialogProps {
  readonly user: Pick<User, "id" | "name">;
  readonly onClose: () => void;
}

/** Why and for how long; then Gloria is shown as this person sees it. */
export function ImpersonateDialog({ user, onClose }: ImpersonateDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const navigate = useNavigate();
  const problem = useProblemText();
  const state = useCreateForm({
    shape: {
      fields: ["reason", "minutes"],
      inputOf: ({ reason, minutes }: { reason: string; minutes: string }) => ({
        userId: user.id,
        reason,
        minutes: minutes === "" ? undefined : Number(minutes),
      }),
      fieldOfCode: {},
    },
    contract: startImpersonationInput,
    initial: { reason: "", minutes: "15" },
    create: (input) => api.auth.impersonate.mutate(input),
    async onCreated(begun) {
      // First away from here: the page of a person need not be one that they may see themselves.
      await navigate({ to: "/", search: {} });
      beginLooking({ id: begun.id, userId: begun.user.id, expiresAt: begun.expiresAt });
    },
  });
  const { register, formState } = state.form;
  return (
    <FormDialog
      state={state}
      title={t("impersonation.beginTitle", { name: user.name })}
      description={t("impersonation.beginBody", { name: user.name })}
      submitLabel={t("impersonation.begin")}
      onClose={onClose}
    >
      <Field
        label={t("impersonation.reason")}
        hint={t("impersonation.reasonHint")}
        error={problem(formState.errors.reason)}
        required
      >
        <Input {...register("reason")} autoComplete="off" maxLength={400} />
      </Field>
      <Field
        label={t("impersonation.minutes")}
        hint={t("impersonation.minutesHint", { minutes: maxImpersonationMinutes })}
        error={problem(formState.errors.minutes)}
        required
      >
        <Input {...register("minutes")} type="number" inputMode="numeric" min={1} max={maxImpersonationMinutes} />
      </Field>
    </FormDialog>
  );
}
