import { changeRoleHierarchyInput, type Role } from "@gloria/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EntityPicker, type PickOption } from "../../components/entity-picker.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { useRolePickSource } from "./use-role-pick-source.ts";

interface AddParentDialogProps {
  readonly role: Role;
  readonly onClose: () => void;
}

type Values = { parentId: string; inherit: boolean; reason: string };

/** Lets a role take over from another; a circle is told at the field. */
export function AddParentDialog({ role, onClose }: AddParentDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useRightsRefresh();
  const problem = useProblemText();
  const source = useRolePickSource();
  const [parent, setParent] = useState<PickOption | null>(null);
  const state = useCreateForm({
    shape: {
      fields: ["parentId", "inherit", "reason"],
      inputOf: ({ parentId, inherit, reason }: Values) => ({
        id: role.id,
        version: role.version,
        action: "add",
        parentId,
        inherit,
        ...(reason.trim() ? { reason: reason.trim() } : {}),
      }),
      fieldOfCode: {
        "role.cycle": "parentId",
        "role.too_deep": "parentId",
        "role.edge_exists": "parentId",
        "role.not_found": "parentId",
        "access.escalation": "parentId",
      },
    },
    contract: changeRoleHierarchyInput,
    initial: { parentId: "", inherit: true, reason: "" },
    create: (input) => api.roles.changeHierarchy.mutate(input),
    async onCreated() {
      onClose();
      void notifyDone(t("role.parentAdded", { name: role.name, parent: parent?.label ?? "" }));
      await refresh();
    },
  });
  const { register, setValue, formState } = state.form;
  return (
    <FormDialog
      state={state}
      title={t("role.addParentTitle", { name: role.name })}
      submitLabel={t("role.addParent")}
      onClose={onClose}
    >
      <EntityPicker
        label={t("role.parent")}
        error={problem(formState.errors.parentId)}
        placeholder={t("role.parentSearch")}
        source={source}
        without={[role.id]}
        value={parent}
        required
        onPick={(option) => {
          setParent(option);
          setValue("parentId", option?.id ?? "", { shouldDirty: true, shouldValidate: formState.isSubmitted });
        }}
      />
      <div className="grid gap-1">
        <Checkbox {...register("inherit")} label={t("role.inherits")} />
        <p className="text-sm text-ink-soft">{t("role.inheritHint")}</p>
      </div>
      <Field
        label={t("grant.reason")}
        hint={t("grant.reasonHint")}
        optionalLabel={t("common.optional")}
        error={problem(formState.errors.reason)}
      >
        <Input {...register("reason")} autoComplete="off" maxLength={400} />
      </Field>
    </FormDialog>
  );
}
