import { type IssuedScimToken, issueScimTokenInput } from "@gloria/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";

interface CreateScimTokenDialogProps {
  readonly onClose: () => void;
  readonly onIssued: (token: IssuedScimToken) => void;
}

export function CreateScimTokenDialog({ onClose, onIssued }: CreateScimTokenDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const problem = useProblemText();
  const state = useCreateForm({
    shape: {
      fields: ["name", "expiresInDays"],
      inputOf: ({ name, expiresInDays }: { name: string; expiresInDays: string }) => ({
        name,
        expiresInDays: expiresInDays === "" ? undefined : Number(expiresInDays),
      }),
      fieldOfCode: {},
    },
    contract: issueScimTokenInput,
    initial: { name: "", expiresInDays: "365" },
    create: (input) => api.scim.issueToken.mutate(input),
    async onCreated(token) {
      onIssued(token);
      await queryClient.invalidateQueries(trpc.scim.tokens.pathFilter());
    },
  });
  const { register, formState } = state.form;
  return (
    <FormDialog
      state={state}
      title={t("scim.createTitle")}
      description={t("scim.createBody")}
      submitLabel={t("scim.create")}
      onClose={onClose}
    >
      <Field label={t("scim.name")} hint={t("scim.nameHint")} error={problem(formState.errors.name)} required>
        <Input {...register("name")} autoComplete="off" maxLength={100} />
      </Field>
      <Field label={t("scim.days")} hint={t("scim.daysHint")} error={problem(formState.errors.expiresInDays)} required>
        <Input {...register("expiresInDays")} type="number" inputMode="numeric" min={1} max={730} />
      </Field>
    </FormDialog>
  );
}
