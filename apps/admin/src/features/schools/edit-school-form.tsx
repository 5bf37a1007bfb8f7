import { type School, type UpdateSchoolInput, updateSchoolInput } from "@gloria/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { ConflictDialog } from "../../components/conflict-dialog.tsx";
import { FormFooter } from "../../components/form-footer.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { UnsavedGuard } from "../../components/unsaved-guard.tsx";
import { contractResolver } from "../../lib/contract-resolver.ts";
import { failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { notifyDone } from "../../lib/notify.ts";
import { placeServerProblems } from "../../lib/server-problems.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { ChangeValue } from "../audit/change-value.tsx";
import {
  type SchoolFormValues,
  schoolFieldOfCode,
  schoolFormFields,
  schoolFormOf,
  schoolInputOf,
} from "./school-form.ts";
import { SchoolFormFields } from "./school-form-fields.tsx";

/** Changes one school. What is sent are the changed fields and the version they are based on. */
export function EditSchoolForm({ school }: { readonly school: School }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const [base, setBase] = useState(school);
  const [theirs, setTheirs] = useState<School | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const saved = useRef(false);
  const form = useForm({
    defaultValues: schoolFormOf(school),
    resolver: contractResolver(updateSchoolInput, (values: SchoolFormValues) => inputOf(values, base)),
  });
  const leave = () => navigate({ to: "/schools/$schoolId", params: { schoolId: school.id } });
  const update = useMutation(
    trpc.schools.update.mutationOptions({
      async onSuccess(fresh) {
        saved.current = true;
        void notifyDone(t("school.updated", { name: fresh.name }));
        await Promise.all([
          queryClient.invalidateQueries(trpc.schools.pathFilter()),
          queryClient.invalidateQueries(trpc.audit.pathFilter()),
        ]);
        await leave();
      },
      async onError(error) {
        const failure = failureOf(error);
        if (failure.code === "school.version_conflict" || failure.code === "request.precondition_failed") {
          setTheirs(await queryClient.fetchQuery(trpc.schools.get.queryOptions({ id: school.id }, { staleTime: 0 })));
          return;
        }
        const text = failureText(failure);
        setProblem(
          placeServerProblems(failure, text, schoolFormFields, schoolFieldOfCode, form.setError) ? null : text,
        );
      },
    }),
  );
  const { isDirty, errors } = form.formState;
  const submit = form.handleSubmit((input) => {
    setProblem(null);
    update.mutate(input);
  });

  return (
    <form noValidate className="mx-auto max-w-3xl" onSubmit={submit}>
      <UnsavedGuard isDirty={() => isDirty && !saved.current} />
      <PageHeader
        title={t("school.editTitle", { name: school.name })}
        lead={t("common.version", { version: base.version })}
      />
      <SchoolFormFields register={form.register} errors={errors} timeZone={school.timeZone} />
      <FormFooter
        submitLabel={t("common.save")}
        busy={update.isPending}
        problem={problem}
        onCancel={() => void leave()}
      />
      {theirs ? (
        <ConflictDialog
          open
          versions={{ mine: base.version, theirs: theirs.version }}
          fields={differences(form.getValues(), theirs).map((field) => ({
            field,
            label: t(`column.${field}`),
            mine: <ChangeValue path={field} value={form.getValues(field) || null} />,
            theirs: <ChangeValue path={field} value={theirs[field]} />,
          }))}
          busy={update.isPending}
          onCancel={() => setTheirs(null)}
          onKeepMine={() => {
            // Only fields that still differ are sent, on top of what the other person saved.
            setTheirs(null);
            setBase(theirs);
            update.mutate(inputOf(form.getValues(), theirs));
          }}
          onTakeTheirs={() => {
            setTheirs(null);
            setBase(theirs);
            form.reset(schoolFormOf(theirs));
          }}
        />
      ) : null}
    </form>
  );
}

/** The fields that differ from what is saved, and the version they are based on. */
function inputOf(values: SchoolFormValues, from: School): UpdateSchoolInput {
  const input: Readonly<Record<string, unknown>> = schoolInputOf(values);
  const changed = Object.fromEntries(differences(values, from).map((field) => [field, input[field]]));
  return { ...changed, id: from.id, version: from.version };
}

function differences(values: SchoolFormValues, theirs: School) {
  const saved = schoolFormOf(theirs);
  return schoolFormFields.filter((field) => values[field].trim() !== saved[field].trim());
}
