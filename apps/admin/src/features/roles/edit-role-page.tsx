import { type Role, updateRoleInput } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EditGate, readOnce } from "../../components/edit-gate.tsx";
import { FormPage } from "../../components/form-page.tsx";
import { useEditForm } from "../../components/use-entity-form.tsx";
import { notifyDone } from "../../lib/notify.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { roleForm } from "./role-form.ts";
import { RoleFormFields } from "./role-form-fields.tsx";

export function EditRolePage() {
  const trpc = useTRPC();
  const { roleId } = useParams({ from: "/_app/roles/$roleId_/edit" });
  const query = useQuery(trpc.roles.get.queryOptions({ id: roleId }, readOnce));
  return (
    <EditGate query={query} permission="role:update">
      {(role) => <EditRoleForm role={role} />}
    </EditGate>
  );
}

function EditRoleForm({ role }: { readonly role: Role }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const api = useApi();
  const refresh = useRightsRefresh();
  const leave = () => navigate({ to: "/roles/$roleId", params: { roleId: role.id } });
  const state = useEditForm({
    shape: roleForm,
    contract: updateRoleInput,
    entity: role,
    save: async (input) => (await api.roles.update.mutate(input)).role,
    read: () => api.roles.get.query({ id: role.id }),
    async onSaved(fresh) {
      void notifyDone(t("role.updated", { name: fresh.name }));
      await refresh();
      await leave();
    },
  });
  return (
    <FormPage
      state={state}
      title={t("role.editTitle", { name: role.name })}
      lead={t("common.version", { version: role.version })}
      submitLabel={t("common.save")}
      onCancel={() => void leave()}
    >
      <RoleFormFields form={state.form} />
    </FormPage>
  );
}
