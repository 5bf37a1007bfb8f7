import { updatePermissionInput } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useEditForm } from "../../components/use-entity-form.tsx";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { type Addition, permissionForm } from "./permission-form.ts";
import { PermissionFormFields } from "./permission-form-fields.tsx";

interface EditPermissionDialogProps {
  readonly permission: Addition;
  readonly onClose: () => void;
}

/** Changes what the foundation added. */
export function EditPermissionDialog({ permission, onClose }: EditPermissionDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useRightsRefresh();
  const state = useEditForm({
    shape: permissionForm,
    contract: updatePermissionInput,
    entity: permission,
    save: async (input) => asAddition((await api.permissionCatalogue.update.mutate(input)).permission, permission),
    read: async () => asAddition(await api.permissionCatalogue.get.query({ id: permission.id }), permission),
    async onSaved({ name }) {
      onClose();
      void notifyDone(t("catalogue.updated", { name }));
      await refresh();
    },
  });
  return (
    <>
      <FormDialog
        state={state}
        place="wide"
        title={t("catalogue.editTitle", { name: permission.name })}
        description={permission.code}
        submitLabel={t("common.save")}
        onClose={onClose}
      >
        <PermissionFormFields form={state.form} withCode={false} known={permission} />
      </FormDialog>
      {state.conflict}
    </>
  );
}

function asAddition(
  entry: Omit<Addition, "version"> & { readonly version: number | null },
  before: Addition,
): Addition {
  return { ...entry, version: entry.version ?? before.version };
}
