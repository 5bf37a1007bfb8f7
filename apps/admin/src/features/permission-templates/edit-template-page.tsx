import { type PermissionTemplate, updatePermissionTemplateInput } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EditGate, readOnce } from "../../components/edit-gate.tsx";
import { FormPage } from "../../components/form-page.tsx";
import { useEditForm } from "../../components/use-entity-form.tsx";
import { notifyDone } from "../../lib/notify.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { type TemplateFormValues, templateForm } from "./template-form.ts";
import { TemplateFormFields } from "./template-form-fields.tsx";

export function EditTemplatePage() {
  const trpc = useTRPC();
  const { templateId } = useParams({ from: "/_app/permission-templates/$templateId_/edit" });
  const query = useQuery(
    trpc.permissionTemplates.get.queryOptions(
      { id: templateId },
      { ...readOnce, select: (template) => ({ ...template, deletedAt: template.retiredAt }) },
    ),
  );
  return (
    <EditGate query={query} permission="permission.template:update">
      {(template) => <EditTemplateForm template={template} />}
    </EditGate>
  );
}

function EditTemplateForm({ template }: { readonly template: PermissionTemplate }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const api = useApi();
  const refresh = useRightsRefresh();
  const leave = () => navigate({ to: "/permission-templates/$templateId", params: { templateId: template.id } });
  const state = useEditForm({
    shape: templateForm,
    contract: updatePermissionTemplateInput,
    entity: template,
    save: (input) => api.permissionTemplates.update.mutate(input),
    read: () => api.permissionTemplates.get.query({ id: template.id }),
    async onSaved({ name }) {
      void notifyDone(t("permissionTemplate.updated", { name }));
      await refresh();
      await leave();
    },
    show: (field, value) =>
      field === "grants" ? <RightLines rights={value as TemplateFormValues["grants"]} /> : undefined,
  });
  return (
    <FormPage
      state={state}
      title={t("permissionTemplate.editTitle", { name: template.name })}
      lead={t("common.version", { version: template.version })}
      submitLabel={t("common.save")}
      onCancel={() => void leave()}
    >
      <TemplateFormFields form={state.form} withKind={false} />
    </FormPage>
  );
}

/** A bundle as the difference shows it: a line for each right. */
function RightLines({ rights }: { readonly rights: TemplateFormValues["grants"] }) {
  return (
    <ul>
      {rights.map(({ code, effect, scope, condition }) => (
        <li key={`${code} ${effect} ${scope} ${condition}`}>
          <code className="font-mono text-xs break-all">
            {effect} {code} {scope} {condition}
          </code>
        </li>
      ))}
    </ul>
  );
}
