import { grantToRoleInput, type Role } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { useTimeZone } from "../../lib/me.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useSchoolScope } from "../../lib/school-scope.ts";
import { useApi } from "../../lib/trpc.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { TermsFields, WindowFields } from "../grants/right-fields.tsx";
import {
  emptyRight,
  reasonInput,
  rightFieldOfCode,
  rightFields,
  termsInput,
  windowInput,
} from "../grants/right-form.ts";

interface GrantRoleDialogProps {
  readonly role: Role;
  readonly onClose: () => void;
}

/** One more right of a role, with all that the matrix cannot say: pattern, condition, window. */
export function GrantRoleDialog({ role, onClose }: GrantRoleDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useRightsRefresh();
  const timeZone = useTimeZone(useSchoolScope());
  const state = useCreateForm({
    shape: {
      fields: rightFields,
      inputOf: (values) => ({
        id: role.id,
        ...termsInput(values),
        ...windowInput(values, timeZone),
        ...reasonInput(values),
      }),
      fieldOfCode: rightFieldOfCode,
    },
    contract: grantToRoleInput,
    initial: emptyRight,
    create: (input) => api.roles.grant.mutate(input),
    async onCreated({ grant }) {
      onClose();
      void notifyDone(t("grant.addedToast", { code: grant.code }));
      await refresh();
    },
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
