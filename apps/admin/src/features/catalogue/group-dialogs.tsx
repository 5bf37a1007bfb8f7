import { createPermissionGroupInput, type PermissionGroupEntry, updatePermissionGroupInput } from "@gloria/contracts";
import type { FieldErrors, UseFormRegister } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/form-dialog.tsx";
import { type FormShape, useCreateForm, useEditForm } from "../../components/use-entity-form.tsx";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";

type Values = { code: string; name: string; sortOrder: string };
type OwnGroup = PermissionGroupEntry & { readonly version: number };

const shape: FormShape<Values, OwnGroup> = {
  fields: ["code", "name", "sortOrder"],
  valuesOf: ({ code, name, sortOrder }) => ({ code, name, sortOrder: String(sortOrder) }),
  inputOf: ({ code, name, sortOrder }) => ({
    code,
    name,
    sortOrder: sortOrder.trim() === "" ? undefined : Number(sortOrder),
  }),
  fieldOfCode: { "permission_group.code_in_use": "code" },
};

/** A heading of the foundation's own. */
export function CreateGroupDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useRightsRefresh();
  const state = useCreateForm({
    shape,
    contract: createPermissionGroupInput,
    initial: { code: "", name: "", sortOrder: "" },
    create: (input) => api.permissionCatalogue.createGroup.mutate(input),
    async onCreated({ name }) {
      onClose();
      void notifyDone(t("catalogue.groupCreated", { name }));
      await refresh();
    },
  });
  return (
    <FormDialog
      state={state}
      title={t("catalogue.groupCreate")}
      submitLabel={t("catalogue.groupCreate")}
      onClose={onClose}
    >
      <GroupFields form={state.form} withCode />
    </FormDialog>
  );
}

interface EditGroupDialogProps {
  readonly group: OwnGroup;
  readonly onClose: () => void;
}

export function EditGroupDialog({ group, onClose }: EditGroupDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useRightsRefresh();
  const own = (entry: PermissionGroupEntry): OwnGroup => ({ ...entry, version: entry.version ?? group.version });
  const state = useEditForm({
    shape,
    contract: updatePermissionGroupInput,
    entity: group,
    save: async (input) => own(await api.permissionCatalogue.updateGroup.mutate(input)),
    read: async () => {
      const { items } = await api.permissionCatalogue.groups.query({ limit: 200 });
      return own(items.find(({ id }) => id === group.id) ?? group);
    },
    async onSaved({ name }) {
      onClose();
      void notifyDone(t("catalogue.groupUpdated", { name }));
      await refresh();
    },
  });
  return (
    <>
      <FormDialog
        state={state}
        title={t("catalogue.groupEdit", { name: group.name })}
        submitLabel={t("common.save")}
        onClose={onClose}
      >
        <GroupFields form={state.form} withCode={false} />
      </FormDialog>
      {state.conflict}
    </>
  );
}

interface GroupFieldsProps {
  readonly form: {
    readonly register: UseFormRegister<Values>;
    readonly formState: { readonly errors: FieldErrors<Values> };
  };
  readonly withCode: boolean;
}

function GroupFields({ form, withCode }: GroupFieldsProps) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const { errors } = form.formState;
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
      <Field label={t("catalogue.sortOrder")} optionalLabel={t("common.optional")} error={problem(errors.sortOrder)}>
        <Input {...form.register("sortOrder")} type="number" inputMode="numeric" min={0} />
      </Field>
    </>
  );
}
