import { createPermissionInput } from "@gloria/contracts";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { emptyPermission, permissionForm } from "./permission-form.ts";
import { PermissionFormFields } from "./permission-form-fields.tsx";

/** Adds a permission of the foundation's own to the catalogue. */
export function CreatePermissionDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const api = useApi();
  const refresh = useRightsRefresh();
  const state = useCreateForm({
    shape: permissionForm,
    contract: createPermissionInput,
    initial: emptyPermission,
    create: async (input) => (await api.permissionCatalogue.create.mutate(input)).permission,
    async onCreated({ id, name }) {
      void notifyDone(t("catalogue.created", { name }));
      await navigate({ to: "/permissions/$permissionId", params: { permissionId: id } });
      await refresh();
    },
  });
  return (
    <FormDialog
      state={state}
      place="wide"
      title={t("catalogue.createTitle")}
      submitLabel={t("catalogue.create")}
      onClose={onClose}
    >
      <PermissionFormFields form={state.form} withCode />
    </FormDialog>
  );
}
