import { createUserInput } from "@gloria/contracts";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { FormPage } from "../../components/form-page.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { notifyDone } from "../../lib/notify.ts";
import { useSchoolScope } from "../../lib/school-scope.ts";
import { useApi } from "../../lib/trpc.ts";
import { useOrganisationRefresh } from "../../lib/use-organisation-refresh.ts";
import { emptyUserForm, userForm } from "./user-form.ts";
import { UserFormFields } from "./user-form-fields.tsx";

export function CreateUserPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const api = useApi();
  const refresh = useOrganisationRefresh();
  const state = useCreateForm({
    shape: userForm,
    contract: createUserInput,
    initial: emptyUserForm(useSchoolScope()),
    create: (input) => api.users.create.mutate(input),
    async onCreated(user) {
      void notifyDone(t("user.created", { name: user.name }));
      await navigate({ to: "/users/$userId", params: { userId: user.id } });
      await refresh();
    },
  });
  return (
    <FormPage
      state={state}
      title={t("user.createTitle")}
      lead={t("user.createLead")}
      submitLabel={t("user.create")}
      onCancel={() => void navigate({ to: "/users" })}
    >
      <UserFormFields register={state.form.register} errors={state.form.formState.errors} isNew timeZone={null} />
    </FormPage>
  );
}
