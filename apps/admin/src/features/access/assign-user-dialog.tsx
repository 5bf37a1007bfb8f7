import { assignRoleInput, type User } from "@gloria/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EntityPicker, type PickOption } from "../../components/entity-picker.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useApi } from "../../lib/trpc.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { PlaceFields, WindowFields } from "../grants/right-fields.tsx";
import { placeInput } from "../grants/right-form.ts";
import { useRightForm } from "../grants/use-right-form.ts";
import { useRolePickSource } from "../roles/use-role-pick-source.ts";

interface AssignUserDialogProps {
  readonly user: Pick<User, "id" | "name">;
  readonly onClose: () => void;
}

/** Gives this person a role, measured from a place, for a while or for good. */
export function AssignUserDialog({ user, onClose }: AssignUserDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const problem = useProblemText();
  const roles = useRolePickSource();
  const [role, setRole] = useState<PickOption | null>(null);
  const state = useRightForm({
    contract: assignRoleInput,
    inputOf: (values) => ({ userId: user.id, roleId: values.roleId || undefined, ...placeInput(values) }),
    fieldOfCode: {
      "access.escalation": "roleId",
      "role.already_assigned": "roleId",
      "role.not_found": "roleId",
    },
    create: (input) => api.roles.assign.mutate(input),
    told: ({ assignment }) => t("access.assigned", { name: user.name, role: assignment.role.name }),
    onClose,
  });
  const { setValue, formState } = state.form;
  return (
    <FormDialog
      state={state}
      place="wide"
      title={t("access.assignTitle", { name: user.name })}
      description={t("access.assignBody")}
      submitLabel={t("access.confirm")}
      onClose={onClose}
    >
      <EntityPicker
        label={t("access.role")}
        error={problem(formState.errors.roleId)}
        placeholder={t("access.roleSearch")}
        source={roles}
        value={role}
        required
        onPick={(option) => {
          setRole(option);
          setValue("roleId", option?.id ?? "", { shouldDirty: true, shouldValidate: formState.isSubmitted });
        }}
      />
      <PlaceFields form={state.form} />
      <WindowFields form={state.form} />
    </FormDialog>
  );
}
