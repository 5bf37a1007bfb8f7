import { createRoleInput } from "@gloria/contracts";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { FormPage } from "../../components/form-page.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { roleForm } from "./role-form.ts";
import { RoleFormFields } from "./role-form-fields.tsx";

export function CreateRolePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const api = useApi();
  const refresh = useRightsRefresh();
  const state = useCreateForm({
    shape: roleForm,
    contract: createRoleInput,
    initial: { name: "", code: "", level: "10" },
    create: async (input) => (await api.roles.create.mutate(input)).role,
    async onCreated(role) {
      void notifyDone(t("role.created", { name: role.name }));
      // A role without rights is worth nothing: they are what comes next.
      await navigate({ to: "/roles/$roleId", params: { roleId: role.id }, search: { tab: "matrix" } });
      await refresh();
    },
  });
  return (
    <FormPage
      state={state}
      title={t("role.createTitle")}
      submitLabel={t("role.create")}
      onCancel={() => void navigate({ to: "/roles" })}
    >
      <RoleFormFields form={state.form} />
    </FormPage>
  );
}
