import { createSchoolInput } from "@gloria/contracts";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { FormPage } from "../../components/form-page.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { useMe } from "../../lib/me.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useOrganisationRefresh } from "../../lib/use-organisation-refresh.ts";
import { emptySchoolForm, schoolForm } from "./school-form.ts";
import { SchoolFormFields } from "./school-form-fields.tsx";

export function CreateSchoolPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const api = useApi();
  const { user } = useMe();
  const refresh = useOrganisationRefresh();
  const state = useCreateForm({
    shape: schoolForm,
    contract: createSchoolInput,
    initial: emptySchoolForm(user.timeZone),
    create: (input) => api.schools.create.mutate(input),
    async onCreated(school) {
      void notifyDone(t("school.created", { name: school.name }));
      await navigate({ to: "/schools/$schoolId", params: { schoolId: school.id } });
      await refresh();
    },
  });
  return (
    <FormPage
      state={state}
      title={t("school.createTitle")}
      submitLabel={t("school.create")}
      onCancel={() => void navigate({ to: "/schools" })}
    >
      <SchoolFormFields register={state.form.register} errors={state.form.formState.errors} timeZone={user.timeZone} />
    </FormPage>
  );
}
