import { createDepartmentInput, type Department } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EntityLoader } from "../../components/entity-loader.tsx";
import { EntityPicker, type PickOption } from "../../components/entity-picker.tsx";
import { FormPage } from "../../components/form-page.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { useDepartmentSource } from "../../components/use-pick-sources.ts";
import { useMe } from "../../lib/me.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useSchoolScope } from "../../lib/school-scope.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { useOrganisationRefresh } from "../../lib/use-organisation-refresh.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { Field } from "../../ui/field.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { createDepartmentForm } from "./department-form.ts";
import { DepartmentNameFields } from "./department-name-fields.tsx";

/** Begun from a department, the new one stands below it. */
export function CreateDepartmentPage() {
  const trpc = useTRPC();
  const { parent } = useSearch({ from: "/_app/departments/new" });
  const query = useQuery(trpc.departments.get.queryOptions({ id: parent ?? "" }, { enabled: parent !== undefined }));
  if (parent === undefined) return <CreateDepartmentForm parent={null} />;
  return <EntityLoader query={query}>{(department) => <CreateDepartmentForm parent={department} />}</EntityLoader>;
}

function CreateDepartmentForm({ parent }: { readonly parent: Department | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const api = useApi();
  const { schools } = useMe();
  const refresh = useOrganisationRefresh();
  const problem = useProblemText();
  const narrowedTo = useSchoolScope();
  const [above, setAbove] = useState<PickOption | null>(parent ? { id: parent.id, label: parent.name } : null);
  const state = useCreateForm({
    shape: createDepartmentForm,
    contract: createDepartmentInput,
    initial: {
      name: "",
      code: "",
      schoolId: parent ? (parent.schoolId ?? "foundation") : (narrowedTo ?? "foundation"),
      parentId: parent?.id ?? "",
    },
    create: (input) => api.departments.create.mutate(input),
    async onCreated(department) {
      void notifyDone(t("department.created", { name: department.name }));
      await navigate({ to: "/departments/$departmentId", params: { departmentId: department.id } });
      await refresh();
    },
  });
  const { register, setValue, watch, formState } = state.form;
  const pickParent = (option: PickOption | null) => {
    setAbove(option);
    setValue("parentId", option?.id ?? "", { shouldDirty: true, shouldValidate: formState.isSubmitted });
  };
  return (
    <FormPage
      state={state}
      title={t("department.createTitle")}
      submitLabel={t("department.create")}
      onCancel={() => void navigate({ to: "/departments" })}
    >
      <Panel overflowing>
        <div className="grid gap-5 sm:grid-cols-2">
          <DepartmentNameFields register={register} errors={formState.errors} />
          <Field
            label={t("department.school")}
            hint={t("department.schoolHint")}
            error={problem(formState.errors.schoolId)}
            required
          >
            <Select
              {...register("schoolId", { onChange: () => pickParent(null) })}
              options={[
                { value: "foundation", label: t("department.foundationWide") },
                ...schools.map((school) => ({ value: school.id, label: school.name })),
              ]}
            />
          </Field>
          <EntityPicker
            className="sm:col-span-2"
            label={t("department.parent")}
            hint={t("department.parentHint")}
            optionalLabel={t("common.optional")}
            error={problem(formState.errors.parentId)}
            placeholder={t("department.parentSearch")}
            source={useDepartmentSource(watch("schoolId"))}
            value={above}
            onPick={pickParent}
          />
        </div>
      </Panel>
    </FormPage>
  );
}
