import {
  type ApplyPermissionTemplateInput,
  type ApplyRoleTemplateInput,
  applyPermissionTemplateInput,
  applyRoleTemplateInput,
  type PermissionTemplate,
  type TemplateApplicationChange,
} from "@gloria/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EntityPicker, type PickOption } from "../../components/entity-picker.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { usePeopleSource } from "../../components/use-pick-sources.ts";
import type { Contract } from "../../lib/contract-resolver.ts";
import { useTimeZone } from "../../lib/me.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useSchoolScope } from "../../lib/school-scope.ts";
import { useApi } from "../../lib/trpc.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { Segments } from "../../ui/segments.tsx";
import { PlaceFields, WindowFields } from "../grants/right-fields.tsx";
import {
  emptyRight,
  placeInput,
  type RightValues,
  reasonInput,
  rightFieldOfCode,
  rightFields,
  windowInput,
} from "../grants/right-form.ts";
import { useRolePickSource } from "../roles/use-role-pick-source.ts";
import { TemplateDifference } from "./template-difference.tsx";

type Target = "role" | "newRole" | "user";
type ApplyInput = ApplyPermissionTemplateInput | ApplyRoleTemplateInput;

/** What the server answered to which question. */
interface Answer {
  readonly of: string;
  readonly change: TemplateApplicationChange;
}

/** What is wrong with a new role is told at its code, the last of its two fields. */
const newRoleContract: Contract<ApplyInput> = {
  safeParse(input) {
    const result = applyRoleTemplateInput.safeParse(input);
    if (result.success) return result;
    const issues = result.error.issues.map((issue) =>
      issue.path[0] === "newRole" ? { ...issue, path: ["roleId"] } : issue,
    );
    return { success: false, error: { issues } };
  },
};

function isForNewRole(input: ApplyInput): input is ApplyRoleTemplateInput {
  return "newRole" in input && input.newRole !== undefined;
}

const targetsOf: Readonly<Record<PermissionTemplate["kind"], readonly Target[]>> = {
  role: ["role", "newRole"],
  user: ["user"],
  module: ["role", "user"],
};

interface ApplyTemplateDialogProps {
  readonly template: PermissionTemplate;
  readonly onClose: () => void;
}

/** Gives a template to a role or a person: first what it would add, then the same in earnest. */
export function ApplyTemplateDialog({ template, onClose }: ApplyTemplateDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useRightsRefresh();
  const problem = useProblemText();
  const timeZone = useTimeZone(useSchoolScope());
  const targets = targetsOf[template.kind];
  const [target, setTarget] = useState<Target>(targets[0] ?? "role");
  const [subject, setSubject] = useState<PickOption | null>(null);
  const [roleName, setRoleName] = useState("");
  const [roleCode, setRoleCode] = useState("");
  /** Another question than this one is asked again before anything is done. */
  const [preview, setPreview] = useState<Answer | null>(null);
  const people = usePeopleSource();
  const roles = useRolePickSource(true);
  const state = useCreateForm<RightValues, Answer, ApplyInput>({
    shape: {
      fields: rightFields,
      inputOf: (values) => ({
        templateId: template.id,
        ...windowInput(values, timeZone),
        ...reasonInput(values),
        ...(target === "user"
          ? { userId: values.userId, ...placeInput(values) }
          : target === "role"
            ? { roleId: values.roleId }
            : { newRole: { code: roleCode, name: roleName } }),
      }),
      fieldOfCode: {
        ...rightFieldOfCode,
        "access.escalation": target === "user" ? "userId" : "roleId",
        "role.code_in_use": "roleId",
        "role.not_found": "roleId",
        "role.system_protected": "roleId",
        "user.not_found": "userId",
      },
    },
    contract: target === "newRole" ? newRoleContract : applyPermissionTemplateInput,
    initial: emptyRight,
    async create(input) {
      const of = JSON.stringify(input);
      const dryRun = preview?.of !== of;
      const change = isForNewRole(input)
        ? await api.permissionTemplates.applyToRole.mutate({ ...input, dryRun })
        : await api.permissionTemplates.applyTemplate.mutate({ ...input, dryRun });
      return { of, change };
    },
    async onCreated({ of, change }) {
      if (change.dryRun) {
        setPreview({ of, change });
        return;
      }
      onClose();
      void notifyDone(t("permissionTemplate.applied", { template: template.name, subject: change.subject.name }));
      await refresh();
    },
  });
  const { setValue, formState } = state.form;
  const pick = (field: "userId" | "roleId") => (option: PickOption | null) => {
    setSubject(option);
    setPreview(null);
    setValue(field, option?.id ?? "", { shouldDirty: true, shouldValidate: formState.isSubmitted });
  };
  const newRoleProblem = problem(formState.errors.roleId);
  return (
    <FormDialog
      state={state}
      place="wide"
      title={t("permissionTemplate.applyTitle", { name: template.name })}
      submitLabel={t(preview ? "permissionTemplate.apply" : "permissionTemplate.applyPreview")}
      onClose={onClose}
    >
      {targets.length > 1 ? (
        <div>
          <Segments
            label={t("permissionTemplate.applyTo")}
            value={target}
            options={targets.map((value) => ({ value, label: t(`permissionTemplate.applyTo.${value}`) }))}
            onChoose={(value) => {
              setTarget(value);
              setSubject(null);
              setPreview(null);
              setValue("roleId", "");
              setValue("userId", "");
            }}
          />
        </div>
      ) : null}
      {target === "newRole" ? (
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label={t("permissionTemplate.newRoleName")} required>
            <Input value={roleName} onChange={(event) => setRoleName(event.target.value)} autoComplete="off" />
          </Field>
          <Field label={t("permissionTemplate.newRoleCode")} error={newRoleProblem} required>
            <Input
              value={roleCode}
              onChange={(event) => setRoleCode(event.target.value)}
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
        </div>
      ) : (
        <EntityPicker
          key={target}
          label={t(`permissionTemplate.applyTo.${target}`)}
          error={problem(target === "user" ? formState.errors.userId : formState.errors.roleId)}
          placeholder={t(target === "user" ? "role.personSearch" : "role.parentSearch")}
          source={target === "user" ? people : roles}
          value={subject}
          required
          onPick={pick(target === "user" ? "userId" : "roleId")}
        />
      )}
      {target === "user" ? <PlaceFields form={state.form} /> : null}
      <WindowFields form={state.form} />
      {preview ? <TemplateDifference change={preview.change} /> : null}
    </FormDialog>
  );
}
