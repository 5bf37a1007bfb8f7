import { createEmployeeInput } from "@gloria/contracts";
import { useNavigate } from "@tanstack/react-router";
import type { UseFormRegister } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { FormPage } from "../../components/form-page.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { type EmployeeFormValues, emptyEmployeeForm, newEmployeeForm } from "./employee-form.ts";
import { EmployeeFormFields } from "./employee-form-fields.tsx";
import { useEmployeeRefresh } from "./use-employee-refresh.ts";

export function CreateEmployeePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const api = useApi();
  const problem = useProblemText();
  const refresh = useEmployeeRefresh();
  const state = useCreateForm({
    shape: newEmployeeForm,
    contract: createEmployeeInput,
    initial: emptyEmployeeForm(),
    create: (input) => api.employees.create.mutate(input),
    async onCreated(employee) {
      void notifyDone(t("employee.created", { name: employee.name }));
      await navigate({ to: "/employees/$nip", params: { nip: employee.nip } });
      await refresh();
    },
  });
  const { register, formState } = state.form;
  return (
    <FormPage
      state={state}
      title={t("employee.createTitle")}
      submitLabel={t("employee.create")}
      onCancel={() => void navigate({ to: "/employees" })}
    >
      <EmployeeFormFields
        // The form of a new employee has every field of an existing one's.
        register={register as unknown as UseFormRegister<EmployeeFormValues>}
        errors={formState.errors}
        nip={
          <Field
            label={t("employee.nip")}
            hint={t("employee.nipHint")}
            optionalLabel={t("common.optional")}
            error={problem(formState.errors.nip)}
          >
            <Input {...register("nip")} autoComplete="off" spellCheck={false} />
          </Field>
        }
      />
    </FormPage>
  );
}
