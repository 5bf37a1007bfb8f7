import {
  type CreatePermissionTemplateInput,
  createPermissionTemplateInput,
  type PermissionTemplate,
} from "@gloria/contracts";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { FormPage } from "../../components/form-page.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { emptyLine, type TemplateFormValues, templateForm } from "./template-form.ts";
import { TemplateFormFields } from "./template-form-fields.tsx";

export function CreateTemplatePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const api = useApi();
  const refresh = useRightsRefresh();
  const state = useCreateForm<TemplateFormValues, PermissionTemplate, CreatePermissionTemplateInput>({
    shape: templateForm,
    contract: createPermissionTemplateInput,
    initial: { kind: "role", code: "", name: "", description: "", grants: [emptyLine] },
    create: (input) => api.permissionTemplates.create.mutate(input),
    async onCreated({ id, name }) {
      void notifyDone(t("permissionTemplate.created", { name }));
      await navigate({ to: "/permission-templates/$templateId", params: { templateId: id } });
      await refresh();
    },
  });
  return (
    <FormPage
      state={state}
      title={t("permissionTemplate.createTitle")}
      submitLabel={t("permissionTemplate.create")}
      onCancel={() => void navigate({ to: "/permission-templates" })}
    >
      <TemplateFormFields form={state.form} withKind />
    </FormPage>
  );
}
