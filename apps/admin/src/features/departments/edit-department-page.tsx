import { type Department, updateDepartmentInput } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EditGate, readOnce } from "../../components/edit-gate.tsx";
import { FormPage } from "../../components/form-page.tsx";
import { useEditForm } from "../../components/use-entity-form.tsx";
import { notifyDone } from "../../lib/notify.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { useOrganisationRefresh } from "../../lib/use-organisation-refresh.ts";
import { Panel } from "../../ui/panel.tsx";
import { editDepartmentForm } from "./department-form.ts";
import { DepartmentNameFields } from "./department-name-fields.tsx";

export function EditDepartmentPage() {
  const trpc = useTRPC();
  const { departmentId } = useParams({ from: "/_app/departments/$departmentId_/edit" });
  const query = useQuery(trpc.departments.get.queryOptions({ id: departmentId }, readOnce));
  return (
    <EditGate query={query} permission="department:update">
      {(department) => <EditDepartmentForm department={department} />}
    </EditGate>
  );
}

function EditDepartmentForm({ department }: { readonly department: Department }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const api = useApi();
  const refresh = useOrganisationRefresh();
  const leave = () => navigate({ to: "/departments/$departmentId", params: { departmentId: department.id } });
  const state = useEditForm({
    shape: editDepartmentForm,
    contract: updateDepartmentInput,
    entity: department,
    save: (input) => api.departments.update.mutate(input),
    read: () => api.departments.get.query({ id: department.id }),
    async onSaved(fresh) {
      void notifyDone(t("department.updated", { name: fresh.name }));
      await refresh();
      await leave();
    },
  });
  return (
    <FormPage
      state={state}
      title={t("department.editTitle", { name: department.name })}
      lead={t("common.version", { version: department.version })}
      submitLabel={t("common.save")}
      onCancel={() => void leave()}
    >
      <Panel>
        <div className="grid gap-5 sm:grid-cols-2">
          <DepartmentNameFields register={state.form.register} errors={state.form.formState.errors} />
        </div>
        <p className="mt-5 text-sm text-ink-soft">
          {[department.schoolName ?? t("department.foundationWide"), department.parentName].filter(Boolean).join(" · ")}
          . {t("department.placeFixed")}
        </p>
      </Panel>
    </FormPage>
  );
}
