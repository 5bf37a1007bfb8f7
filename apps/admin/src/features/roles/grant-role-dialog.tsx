import { grantToRoleInput, type Role } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useApi } from "../../lib/trpc.ts";
import { TermsFields, WindowFields } from "../grants/right-fields.tsx";
import { termsInput } from "../grants/right-form.ts";
import { useRightForm } from "../grants/use-right-form.ts";

interface GrantRoleDialogProps {
  readonly role: Role;
  readonly onClose: () => void;
}

/** One more right of a role, with all that the matrix cannot say: pattern, condition, window. */
export function GrantRoleDialog({ role, onClose }: GrantRoleDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const state = useRightForm({
    contract: grantToRoleInput,
    inputOf: (values) => ({ id: role.id, ...termsInput(values) }),
    create: (input) => api.roles.grant.mutate(input),
    told: ({ grant }) => t("grant.addedToast", { code: grant.code }),
    onClose,
  });
  return (
    <FormDialog
      state={state}
      place="wide"
      title={t("role.grantTitle", { name: role.name })}
      submitLabel={t("grant.add")}
      onClose={onClose}
    >
      <TermsFields form={state.form} />
      <WindowFields form={state.form} />
    </FormDialog>
  );
}
