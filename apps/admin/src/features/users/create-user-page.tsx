import { createUserInput } from "@gloria/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
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
import { notifyDone } from "../../lib/notify.ts";
import { useSchoolScope } from "../../lib/school-scope.ts";
import { placeServerProblems } from "../../lib/server-problems.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { userFieldOfCode } from "./user-conflicts.ts";
import { emptyUserForm, type UserFormValues, userFormFields, userInputOf } from "./user-form.ts";
import { UserFormFields } from "./user-form-fields.tsx";

export function CreateUserPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const school = useSchoolScope();
  const [problem, setProblem] = useState<string | null>(null);
  const saved = useRef(false);
  const form = useForm({
    defaultValues: emptyUserForm(school),
    resolver: contractResolver(createUserInput, (values: UserFormValues) => userInputOf(values)),
  });
  const create = useMutation(
    trpc.users.create.mutationOptions({
      async onSuccess(user) {
        saved.current = true;
        void notifyDone(t("user.created", { name: user.name }));
        await navigate({ to: "/users/$userId", params: { userId: user.id } });
        await queryClient.invalidateQueries(trpc.users.pathFilter());
      },
      onError(error) {
        const failure = failureOf(error);
        const text = failureText(failure);
        setProblem(placeServerProblems(failure, text, userFormFields, userFieldOfCode, form.setError) ? null : text);
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
      <PageHeader title={t("user.createTitle")} lead={t("user.createLead")} />
      <UserFormFields register={form.register} errors={errors} isNew timeZone={null} />
      <FormFooter
        submitLabel={t("user.create")}
        busy={create.isPending}
        problem={problem}
        onCancel={() => void navigate({ to: "/users" })}
      />
    </form>
  );
}
