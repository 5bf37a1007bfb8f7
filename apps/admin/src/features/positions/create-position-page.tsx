import { createPositionInput, type Department } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EntityLoader } from "../../components/entity-loader.tsx";
import { FormPage } from "../../components/form-page.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { notifyDone } from "../../lib/notify.ts";
import { useSchoolScope } from "../../lib/school-scope.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { useOrganisationRefresh } from "../../lib/use-organisation-refresh.ts";
import { emptyPositionForm, positionForm } from "./position-form.ts";
import { PositionFormFields } from "./position-form-fields.tsx";

/** Begun from a department, the new one lies in it. */
export function CreatePositionPage() {
  const trpc = useTRPC();
  const { department } = useSearch({ from: "/_app/positions/new" });
  const query = useQuery(
    trpc.departments.get.queryOptions({ id: department ?? "" }, { enabled: department !== undefined }),
  );
  if (department === undefined) return <CreatePositionForm department={null} />;
  return <EntityLoader query={query}>{(found) => <CreatePositionForm department={found} />}</EntityLoader>;
}

function CreatePositionForm({ department }: { readonly department: Department | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const api = useApi();
  const refresh = useOrganisationRefresh();
  const narrowedTo = useSchoolScope();
  const state = useCreateForm({
    shape: positionForm,
    contract: createPositionInput,
    initial: emptyPositionForm(department ? department.schoolId : narrowedTo, department?.id ?? null),
    create: (input) => api.positions.create.mutate(input),
    async onCreated(position) {
      void notifyDone(t("position.created", { name: position.name }));
      await navigate({ to: "/positions/$positionId", params: { positionId: position.id } });
      await refresh();
    },
  });
  return (
    <FormPage
      state={state}
      title={t("position.createTitle")}
      submitLabel={t("position.create")}
      onCancel={() => void navigate({ to: "/positions" })}
    >
      <PositionFormFields form={state.form} known={department ? [{ id: department.id, label: department.name }] : []} />
    </FormPage>
  );
}
