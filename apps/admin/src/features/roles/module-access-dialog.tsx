import { commonActions, grantModuleAccessInput, type Role } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { useLabel } from "../../lib/i18n.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";

interface ModuleAccessDialogProps {
  readonly role: Role;
  readonly onClose: () => void;
}

type Values = { moduleId: string; actions: string[]; effect: string; scope: string };

/** Lets a role into a module, for all or some of what can be done there, or keeps it out. */
export function ModuleAccessDialog({ role, onClose }: ModuleAccessDialogProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const api = useApi();
  const trpc = useTRPC();
  const refresh = useRightsRefresh();
  const problem = useProblemText();
  const modules = useQuery(trpc.modules.list.queryOptions({ limit: 200 }, { staleTime: 300_000 }));
  const state = useCreateForm({
    shape: {
      fields: ["moduleId", "actions", "effect", "scope"],
      inputOf: ({ moduleId, actions, effect, scope }: Values) => ({
        subjectKind: "role",
        subjectId: role.id,
        moduleId,
        effect,
        scope,
        ...(actions.length > 0 ? { actions } : {}),
      }),
      fieldOfCode: {
        "module.not_found": "moduleId",
        "grant.exists": "moduleId",
        "access.escalation": "moduleId",
      },
    },
    contract: grantModuleAccessInput,
    initial: { moduleId: "", actions: [], effect: "ALLOW", scope: "ALL" },
    create: (input) => api.moduleAccess.grant.mutate(input),
    async onCreated({ grants }) {
      onClose();
      void notifyDone(t("grant.addedToast", { code: grants.map(({ code }) => code).join(", ") }));
      await refresh();
    },
  });
  const { register, formState } = state.form;
  return (
    <FormDialog
      state={state}
      title={t("role.moduleGrantTitle", { name: role.name })}
      submitLabel={t("grant.add")}
      onClose={onClose}
    >
      <Field label={t("role.module")} error={problem(formState.errors.moduleId)} required>
        <Select
          {...register("moduleId")}
          emptyLabel={t("common.emptyValue")}
          options={(modules.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      <fieldset className="grid gap-2">
        <legend className="mb-1 text-sm font-semibold">{t("role.moduleActions")}</legend>
        <p className="text-sm text-ink-soft">{t("role.moduleActionsHint")}</p>
        <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-3">
          {commonActions.map((action) => (
            <Checkbox
              key={action}
              {...register("actions")}
              value={action}
              label={label(`permissionAction.${action}`, action)}
            />
          ))}
        </div>
      </fieldset>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t("grant.effect")} error={problem(formState.errors.effect)} required>
          <Select
            {...register("effect")}
            options={(["ALLOW", "DENY"] as const).map((value) => ({ value, label: t(`grant.effect.${value}`) }))}
          />
        </Field>
        <Field label={t("grant.scope")} error={problem(formState.errors.scope)} required>
          <Select
            {...register("scope")}
            options={(["OWN", "DEPARTMENT", "SCHOOL", "ALL"] as const).map((value) => ({
              value,
              label: t(`enumeration.scope.${value}`),
            }))}
          />
        </Field>
      </div>
    </FormDialog>
  );
}
