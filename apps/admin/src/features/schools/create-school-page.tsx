import { createSchoolInput } from "@gloria/contracts";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { FormFooter } from "../../components/form-footer.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { UnsavedGuard } from "../../components/unsaved-guard.tsx";
import { contractResolver } from "../../lib/contract-resolver.ts";
import { failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { useMe } from "../../lib/me.ts";
import { notifyDone } from "../../lib/notify.ts";
import { placeServerProblems } from "../../lib/server-problems.ts";
import { useTRPC } from "../../lib/trpc.ts";
import {
  emptySchoolForm,
  type SchoolFormValues,
  schoolFieldOfCode,
  schoolFormFields,
  schoolInputOf,
} from "./school-form.ts";
import { SchoolFormFields } from "./school-form-fields.tsx";
import { useSchoolActions } from "./use-school-actions.ts";

export function CreateSchoolPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const trpc = useTRPC();
  const { user } = useMe();
  const failureText = useFailureText();
  const { refresh } = useSchoolActions();
  const [problem, setProblem] = useState<string | null>(null);
  const saved = useRef(false);
  const form = useForm({
    defaultValues: emptySchoolForm(user.timeZone),
    resolver: contractResolver(createSchoolInput, (values: SchoolFormValues) => schoolInputOf(values)),
  });
  const create = useMutation(
    trpc.schools.create.mutationOptions({
      async onSuccess(school) {
        saved.current = true;
        void notifyDone(t("school.created", { name: school.name }));
        await navigate({ to: "/schools/$schoolId", params: { schoolId: school.id } });
        await refresh();
      },
      onError(error) {
        const failure = failureOf(error);
        const text = failureText(failure);
        setProblem(
          placeServerProblems(failure, text, schoolFormFields, schoolFieldOfCode, form.setError) ? null : text,
        );
      },
    }),
  );
  const { isDirty, errors } = form.formState;
  return (
    <form
      noValidate
      className="mx-auto max-w-3xl"
      onSubmit={form.handleSubmit((input) => {
        setProblem(null);
        create.mutate(input);
      })}
    >
      <UnsavedGuard isDirty={() => isDirty && !saved.current} />
      <PageHeader title={t("school.createTitle")} />
      <SchoolFormFields register={form.register} errors={errors} timeZone={user.timeZone} />
      <FormFooter
        submitLabel={t("school.create")}
        busy={create.isPending}
        problem={problem}
        onCancel={() => void navigate({ to: "/schools" })}
      />
    </form>
  );
}
