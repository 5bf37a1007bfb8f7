import { type User, updateUserInput } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EditGate, readOnce } from "../../components/edit-gate.tsx";
import { FormPage } from "../../components/form-page.tsx";
import { useEditForm } from "../../components/use-entity-form.tsx";
import { notifyDone } from "../../lib/notify.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { useOrganisationRefresh } from "../../lib/use-organisation-refresh.ts";
import { userForm } from "./user-form.ts";
import { UserFormFields } from "./user-form-fields.tsx";

export function EditUserPage() {
  const trpc = useTRPC();
  const { userId } = useParams({ from: "/_app/users/$userId_/edit" });
  const query = useQuery(trpc.users.get.queryOptions({ id: userId }, readOnce));
  return (
    <EditGate query={query} permission="user:update">
      {(user) => <EditUserForm user={user} />}
    </EditGate>
  );
}

function EditUserForm({ user }: { readonly user: User }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const api = useApi();
  const refresh = useOrganisationRefresh();
  const leave = () => navigate({ to: "/users/$userId", params: { userId: user.id } });
  const state = useEditForm({
    shape: userForm,
    contract: updateUserInput,
    entity: user,
    save: (input) => api.users.update.mutate(input),
    read: () => api.users.get.query({ id: user.id }),
    async onSaved(fresh) {
      void notifyDone(t("user.updated", { name: fresh.name }));
      await refresh();
      await leave();
    },
  });
  return (
    <FormPage
      state={state}
      title={t("user.editTitle", { name: user.name })}
      lead={t("common.version", { version: user.version })}
      submitLabel={t("common.save")}
      onCancel={() => void leave()}
    >
      <UserFormFields
        register={state.form.register}
        errors={state.form.formState.errors}
        isNew={false}
        timeZone={user.timeZone}
      />
    </FormPage>
  );
}
