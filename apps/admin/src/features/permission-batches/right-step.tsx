import { type BulkAssignInput, bulkAssignInput } from "@gloria/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EntityPicker, type PickOption } from "../../components/entity-picker.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import type { Contract } from "../../lib/contract-resolver.ts";
import { useMe, useTimeZone } from "../../lib/me.ts";
import { useSchoolScope } from "../../lib/school-scope.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Segments } from "../../ui/segments.tsx";
import { PlaceFields, TermsFields, WindowFields } from "../grants/right-fields.tsx";
import {
  emptyRight,
  placeInput,
  type RightValues,
  reasonInput,
  rightFieldOfCode,
  rightFields,
  termsInput,
  windowInput,
} from "../grants/right-form.ts";
import { useRolePickSource } from "../roles/use-role-pick-source.ts";

/** What is given, and why; the part of the request that does not name people. */
export type ChosenRight = Pick<BulkAssignInput, "rights" | "reason">;

/** As typed: coming back to the step, it stands there again. */
export interface RightDraft {
  readonly what: "role" | "grant";
  readonly role: PickOption | null;
  readonly values: RightValues;
}

export const emptyDraft: RightDraft = { what: "role", role: null, values: emptyRight };

interface RightStepProps {
  readonly draft: RightDraft;
  readonly onChosen: (right: ChosenRight, draft: RightDraft) => void;
}

/** The first step: a role or one right, where, from when until when, and why. */
export function RightStep({ draft, onChosen }: RightStepProps) {
  const { t } = useTranslation();
  const me = useMe();
  const problem = useProblemText();
  const timeZone = useTimeZone(useSchoolScope());
  const roles = useRolePickSource();
  const [what, setWhat] = useState(draft.what);
  const [role, setRole] = useState(draft.role);
  const state = useCreateForm<RightValues, ChosenRight, ChosenRight>({
    shape: {
      fields: rightFields,
      inputOf: (values) => ({
        // The contract wants somebody; whom it will be is the next step's to say.
        userIds: [me.user.id],
        rights: [
          {
            ...(what === "role" ? { roleId: values.roleId } : { grant: termsInput(values) }),
            ...placeInput(values),
            ...windowInput(values, timeZone),
          },
        ],
        ...reasonInput(values),
      }),
      fieldOfCode: rightFieldOfCode,
    },
    contract: rightContract,
    initial: draft.values,
    create: async (right) => right,
    async onCreated(right) {
      onChosen(right, { what, role, values: state.form.getValues() });
    },
  });
  const { setValue, formState } = state.form;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        state.submit();
      }}
    >
      <Panel overflowing>
        <div className="grid max-w-3xl gap-5">
          <div>
            <Segments
              label={t("permissionBatch.what")}
              value={what}
              options={(["role", "grant"] as const).map((value) => ({
                value,
                label: t(`permissionBatch.what.${value}`),
              }))}
              onChoose={setWhat}
            />
          </div>
          {what === "role" ? (
            <EntityPicker
              label={t("permissionBatch.role")}
              error={problem(formState.errors.roleId)}
              placeholder={t("permissionBatch.roleSearch")}
              source={roles}
              value={role}
              required
              onPick={(option) => {
                setRole(option);
                setValue("roleId", option?.id ?? "", { shouldDirty: true, shouldValidate: formState.isSubmitted });
              }}
            />
          ) : (
            <TermsFields form={state.form} />
          )}
          <PlaceFields form={state.form} />
          <WindowFields form={state.form} reasonRequired />
        </div>
      </Panel>
      <div className="mt-5 flex justify-end">
        <Button type="submit" look="primary" busy={state.busy}>
          {t("permissionBatch.next")}
        </Button>
      </div>
    </form>
  );
}

/** The problem of a right within the request stands at the field that has its name. */
const rightContract: Contract<ChosenRight> = {
  safeParse(input) {
    const result = bulkAssignInput.safeParse(input);
    if (result.success) {
      const { rights, reason } = result.data;
      return { success: true, data: { rights, reason } };
    }
    const issues = result.error.issues.map((issue) => ({ ...issue, path: [issue.path.at(-1) ?? "root"] }));
    return { success: false, error: { issues } };
  },
};
