import { createGrantInput, type User } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useApi } from "../../lib/trpc.ts";
import { PlaceFields, TermsFields, WindowFields } from "../grants/right-fields.tsx";
import { placeInput, termsInput } from "../grants/right-form.ts";
import { useRightForm } from "../grants/use-right-form.ts";

interface GrantUserDialogProps {
  readonly user: Pick<User, "id" | "name">;
  readonly onClose: () => void;
}

/** Allows or denies this very person something. */
export function GrantUserDialog({ user, onClose }: GrantUserDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const state = useRightForm({
    contract: createGrantInput,
    inputOf: (values) => ({
      subjectKind: "user",
      subjectId: user.id,
      ...termsInput(values),
      // OWN and ALL are measured from nowhere.
      ...(values.scope === "SCHOOL" || values.scope === "DEPARTMENT" ? placeInput(values) : {}),
    }),
    create: (input) => api.grants.create.mutate(input),
    told: () => t("access.granted", { name: user.name }),
    onClose,
  });
  return (
    <FormDialog
      state={state}
      place="wide"
      title={t("access.grantTitle", { name: user.name })}
      description={t("access.grantBody")}
      submitLabel={t("access.confirm")}
      onClose={onClose}
    >
      <TermsFields form={state.form} />
      <PlaceFields form={state.form} />
      <WindowFields form={state.form} />
    </FormDialog>
  );
}
