import { createModuleInput, type Module, updateModuleInput } from "@gloria/contracts";
import type { FieldErrors, UseFormRegister } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/form-dialog.tsx";
import { type FormShape, useCreateForm, useEditForm } from "../../components/use-entity-form.tsx";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { Field } from "../../ui/field.tsx";
import { Input, Textarea } from "../../ui/input.tsx";

type Values = { code: string; name: string; description: string; sortOrder: string };
type OwnModule = Module & { readonly version: number };

const shape: FormShape<Values, OwnModule> = {
  fields: ["code", "name", "description", "sortOrder"],
  valuesOf: ({ code, name, description, sortOrder }) => ({
    code,
    name,
    description: description ?? "",
    sortOrder: String(sortOrder),
  }),
  inputOf: ({ code, name, description, sortOrder }) => ({
    code,
    name,
    description: description.trim() || null,
    sortOrder: sortOrder.trim() === "" ? undefined : Number(sortOrder),
  }),
  fieldOfCode: { "module.code_in_use": "code" },
};

/** A module of the foundation's own. */
export function CreateModuleDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useRightsRefresh();
  const state = useCreateForm({
    shape,
    contract: createModuleInput,
    initial: { code: "", name: "", description: "", sortOrder: "" },
    create: async (input) => (await api.modules.create.mutate(input)).module,
    async onCreated({ name }) {
      onClose();
      void notifyDone(t("catalogue.moduleCreated", { name }));
      await refresh();
    },
  });
  return (
    <FormDialog
      state={state}
      title={t("catalogue.moduleCreate")}
      submitLabel={t("catalogue.moduleCreate")}
      onClose={onClose}
    >
      <ModuleFields form={state.form} withCode />
    </FormDialog>
  );
}

interface EditModuleDialogProps {
  readonly module: OwnModule;
  readonly onClose: () => void;
}

export function EditModuleDialog({ module, onClose }: EditModuleDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useRightsRefresh();
  const own = (entry: Module): OwnModule => ({ ...entry, version: entry.version ?? module.version });
  const state = useEditForm({
    shape,
    contract: updateModuleInput,
    entity: module,
    save: async (input) => own((await api.modules.update.mutate(input)).module),
    read: async () => {
      const { items } = await api.modules.list.query({ limit: 200 });
      return own(items.find(({ id }) => id === module.id) ?? module);
    },
    async onSaved({ name }) {
      onClose();
      void notifyDone(t("catalogue.moduleUpdated", { name }));
      await refresh();
    },
  });
  return (
    <>
      <FormDialog
        state={state}
        title={t("catalogue.moduleEdit", { name: module.name })}
        submitLabel={t("common.save")}
        onClose={onClose}
      >
        <ModuleFields form={state.form} withCode={false} />
      </FormDialog>
      {state.conflict}
    </>
  );
}

interface ModuleFieldsProps {
  readonly form: {
    readonly register: UseFormRegister<Values>;
    readonly formState: { readonly errors: FieldErrors<Values> };
  };
  readonly withCode: boolean;
}

function ModuleFields({ form, withCode }: ModuleFieldsProps) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const { errors } = form.formState;
  const optional = t("common.optional");
  return (
    <>
      {withCode ? (
        <Field label={t("catalogue.code")} hint={t("catalogue.wordHint")} error={problem(errors.code)} required>
          <Input {...form.register("code")} autoComplete="off" spellCheck={false} />
        </Field>
      ) : null}
      <Field label={t("catalogue.name")} error={problem(errors.name)} required>
        <Input {...form.register("name")} autoComplete="off" />
      </Field>
      <Field label={t("catalogue.description")} optionalLabel={optional} error={problem(errors.description)}>
        <Textarea {...form.register("description")} rows={2} />
      </Field>
      <Field label={t("catalogue.sortOrder")} optionalLabel={optional} error={problem(errors.sortOrder)}>
        <Input {...form.register("sortOrder")} type="number" inputMode="numeric" min={0} />
      </Field>
    </>
  );
}
