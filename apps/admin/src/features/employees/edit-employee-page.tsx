import type { Employee } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EditGate, readOnce } from "../../components/edit-gate.tsx";
import { FormPage } from "../../components/form-page.tsx";
import { useEditForm } from "../../components/use-entity-form.tsx";
import { notifyDone } from "../../lib/notify.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { employeeContract, employeeForm } from "./employee-form.ts";
import { EmployeeFormFields } from "./employee-form-fields.tsx";
import { useEmployeeRefresh } from "./use-employee-refresh.ts";

export function EditEmployeePage() {
  const trpc = useTRPC();
  const { nip } = useParams({ from: "/_app/employees/$nip_/edit" });
  const query = useQuery(trpc.employees.get.queryOptions({ nip, specific: "masked" }, readOnce));
  return (
    <EditGate query={query} permission="employee:update">
      {(employee) => <EditEmployeeForm employee={employee} />}
    </EditGate>
  );
}

function EditEmployeeForm({ employee }: { readonly employee: Employee }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const api = useApi();
  const refresh = useEmployeeRefresh();
  const { nip } = employee;
  const leave = () => navigate({ to: "/employees/$nip", params: { nip } });
  const state = useEditForm({
    shape: employeeForm,
    contract: employeeContract(nip),
    entity: employee,
    save: (input) => api.employees.update.mutate(input),
    read: () => api.employees.get.query({ nip, specific: "masked" }),
    async onSaved(fresh) {
      void notifyDone(t("employee.updated", { name: fresh.name }));
      await refresh();
      await leave();
    },
  });
  return (
    <FormPage
      state={state}
      title={t("employee.editTitle", { name: employee.name })}
      lead={t("common.version", { version: employee.version })}
      submitLabel={t("common.save")}
      onCancel={() => void leave()}
    >
      <EmployeeFormFields register={state.form.register} errors={state.form.formState.errors} />
    </FormPage>
  );
}
