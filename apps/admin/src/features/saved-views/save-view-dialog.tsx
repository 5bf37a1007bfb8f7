import { createSavedViewInput, type SavedViewScreen } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { useViewRefresh } from "./use-view-refresh.ts";

interface SaveViewDialogProps {
  readonly screen: SavedViewScreen;
  readonly state: Record<string, unknown>;
  readonly mayShare: boolean;
  readonly onClose: () => void;
}

interface Values {
  name: string;
  isDefault: boolean;
  isShared: boolean;
}

export function SaveViewDialog({ screen, state: saved, mayShare, onClose }: SaveViewDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useViewRefresh();
  const problem = useProblemText();
  const state = useCreateForm({
    shape: {
      fields: ["name", "isDefault", "isShared"],
      inputOf: (values: Values) => ({ ...values, screen, state: saved }),
      fieldOfCode: { "saved_view.name_in_use": "name" },
    },
    contract: createSavedViewInput,
    initial: { name: "", isDefault: false, isShared: false },
    create: (input) => api.savedViews.create.mutate(input),
    async onCreated(view) {
      void notifyDone(t("savedView.saved", { name: view.name }));
      await refresh();
      onClose();
    },
  });
  const { register, formState } = state.form;
  return (
    <FormDialog
      state={state}
      title={t("savedView.saveTitle")}
      description={t("savedView.saveBody")}
      submitLabel={t("common.save")}
      onClose={onClose}
    >
      <Field label={t("savedView.name")} error={problem(formState.errors.name)} required>
        <Input {...register("name")} autoComplete="off" maxLength={80} />
      </Field>
      <div className="grid gap-1">
        <Checkbox {...register("isDefault")} label={t("savedView.makeDefault")} />
        {mayShare ? <Checkbox {...register("isShared")} label={t("savedView.share")} /> : null}
      </div>
    </FormDialog>
  );
}
