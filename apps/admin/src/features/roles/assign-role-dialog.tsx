import { assignRoleInput, type Role } from "@gloria/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EntityPicker, type PickOption } from "../../components/entity-picker.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { usePeopleSource } from "../../components/use-pick-sources.ts";
import { useApi } from "../../lib/trpc.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { PlaceFields, WindowFields } from "../grants/right-fields.tsx";
import { placeInput } from "../grants/right-form.ts";
import { useRightForm } from "../grants/use-right-form.ts";

interface AssignRoleDialogProps {
  readonly role: Role;
  readonly onClose: () => void;
}

/** Gives a role to a person: where, from when until when, and why. */
export function AssignRoleDialog({ role, onClose }: AssignRoleDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const problem = useProblemText();
  const people = usePeopleSource();
  const [person, setPerson] = useState<PickOption | null>(null);
  const state = useRightForm({
    contract: assignRoleInput,
    inputOf: (values) => ({ roleId: role.id, userId: values.userId, ...placeInput(values) }),
    fieldOfCode: {
      "access.escalation": "userId",
      "role.already_assigned": "userId",
      "user.not_found": "userId",
    },
    create: (input) => api.roles.assign.mutate(input),
    told: ({ assignment }) => t("role.assigned", { role: role.name, person: assignment.user.name }),
    onClose,
  });
  const { setValue, formState } = state.form;
  return (
    <FormDialog
      state={state}
      place="wide"
      title={t("role.assignTitle", { name: role.name })}
      submitLabel={t("role.assignConfirm")}
      onClose={onClose}
    >
      <EntityPicker
        label={t("role.person")}
        error={problem(formState.errors.userId)}
        placeholder={t("role.personSearch")}
        source={people}
        value={person}
        required
        onPick={(option) => {
          setPerson(option);
          setValue("userId", option?.id ?? "", { shouldDirty: true, shouldValidate: formState.isSubmitted });
        }}
      />
      <PlaceFields form={state.form} />
      <WindowFields form={state.form} />
    </FormDialog>
  );
}
