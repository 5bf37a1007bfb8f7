import { type School, updateSchoolInput } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EditGate, readOnce } from "../../components/edit-gate.tsx";
import { FormPage } from "../../components/form-page.tsx";
import { useEditForm } from "../../components/use-entity-form.tsx";
import { notifyDone } from "../../lib/notify.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { useOrganisationRefresh } from "../../lib/use-organisation-refresh.ts";
import { schoolForm } from "./school-form.ts";
import { SchoolFormFields } from "./school-form-fields.tsx";

export function EditSchoolPage() {
  const trpc = useTRPC();
  const { schoolId } = useParams({ from: "/_app/schools/$schoolId_/edit" });
  const query = useQuery(trpc.schools.get.queryOptions({ id: schoolId }, readOnce));
  return (
    <EditGate query={query} permission="school:update">
      {(school) => <EditSchoolForm school={school} />}
    </EditGate>
  );
}

function EditSchoolForm({ school }: { readonly school: School }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const api = useApi();
  const refresh = useOrganisationRefresh();
  const leave = () => navigate({ to: "/schools/$schoolId", params: { schoolId: school.id } });
  const state = useEditForm({
    shape: schoolForm,
    contract: updateSchoolInput,
    entity: school,
    save: (input) => api.schools.update.mutate(input),
    read: () => api.schools.get.query({ id: school.id }),
    async onSaved(fresh) {
      void notifyDone(t("school.updated", { name: fresh.name }));
      await refresh();
      await leave();
    },
  });
  return (
    <FormPage
      state={state}
      title={t("school.editTitle", { name: school.name })}
      lead={t("common.version", { version: school.version })}
      submitLabel={t("common.save")}
      onCancel={() => void leave()}
    >
      <SchoolFormFields
        register={state.form.register}
        errors={state.form.formState.errors}
        timeZone={school.timeZone}
      />
    </FormPage>
  );
}
