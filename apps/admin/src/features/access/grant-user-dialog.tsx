import { createGrantInput, type User } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { useTimeZone } from "../../lib/me.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useSchoolScope } from "../../lib/school-scope.ts";
import { useApi } from "../../lib/trpc.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { PlaceFields, TermsFields, WindowFields } from "../grants/right-fields.tsx";
import {
  emptyRight,
  placeInput,
  reasonInput,
  rightFieldOfCode,
  rightFields,
  termsInput,
  windowInput,
} from "../grants/right-form.ts";

interface GrantUserDialogProps {
  readonly user: Pick<User, "id" | "name">;
  readonly onClose: () => void;
}

/** Allows or denies this very person something. */
export function GrantUserDialog({ user, onClose }: GrantUserDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useRightsRefresh();
  const scope = useSchoolScope();
  const zone = useTimeZone(scope);
  const state = useCreateForm({
    shape: {
      fields: rightFields,
      inputOf: (values) => ({
        subjectKind: "user",
        subjectId: user.id,
        ...termsInput(values),
        // OWN and ALL are measured from nowhere.
        ...(values.scope === "SCHOOL" || values.scope === "DEPARTMENT" ? placeInput(values) : {}),
        ...windowInput(values, zone),
        ...reasonInput(values),
      }),
      fieldOfCode: rightFieldOfCode,
    },
    contract: createGrantInput,
    initial: { ...emptyRight, schoolId: scope ?? "" },
    create: (input) => api.grants.create.mutate(input),
    async onCreated() {
      onClose();
      void notifyDone(t("access.granted", { name: user.name }));
      await refresh();
    },
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
