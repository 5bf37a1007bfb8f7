import { type Employee, specificFieldNames } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { readOnce } from "../../components/edit-gate.tsx";
import { EntityLoader } from "../../components/entity-loader.tsx";
import { FormPage } from "../../components/form-page.tsx";
import { useEditForm } from "../../components/use-entity-form.tsx";
import { notifyDone } from "../../lib/notify.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { Message } from "../../ui/message.tsx";
import { Panel } from "../../ui/panel.tsx";
import { specificContract, specificForm } from "./specific-form.ts";
import { useEmployeeRefresh } from "./use-employee-refresh.ts";

export function EditSpecificPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { nip } = useParams({ from: "/_app/employees/$nip_/specific" });
  const query = useQuery(trpc.employees.get.queryOptions({ nip, specific: "auto" }, readOnce));
  return (
    <EntityLoader query={query}>
      {(employee) =>
        employee.can.updateSpecific && !employee.masked ? (
          <EditSpecificForm key={employee.id} employee={employee} />
        ) : (
          <Message icon={<Lock />} title={t("state.deniedTitle")} headingLevel={1}>
            <p>{t("state.deniedBody", { permission: "employee.sensitive:update" })}</p>
          </Message>
        )
      }
    </EntityLoader>
  );
}

function EditSpecificForm({ employee }: { readonly employee: Employee }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const api = useApi();
  const problem = useProblemText();
  const refresh = useEmployeeRefresh();
  const { nip } = employee;
  const leave = () => navigate({ to: "/employees/$nip", params: { nip }, search: { tab: "specific" } });
  const state = useEditForm({
    shape: specificForm,
    contract: specificContract(nip),
    entity: employee,
    save: (input) => api.employees.update.mutate(input),
    read: () => api.employees.get.query({ nip, specific: "auto" }),
    async onSaved(fresh) {
      void notifyDone(t("employee.updated", { name: fresh.name }));
      await refresh();
      await leave();
    },
  });
  const { register, formState } = state.form;
  return (
    <FormPage
      state={state}
      title={t("employee.specificEdit")}
      lead={`${employee.name} · ${t("employee.specificLead")}`}
      submitLabel={t("common.save")}
      onCancel={() => void leave()}
    >
      <Panel>
        <div className="grid gap-5 sm:grid-cols-2">
          {specificFieldNames.map((field) => (
            <Field key={field} label={t(`employee.field.${field}`)} error={problem(formState.errors[field])}>
              <Input {...register(field)} autoComplete="off" spellCheck={false} />
            </Field>
          ))}
        </div>
      </Panel>
    </FormPage>
  );
}
