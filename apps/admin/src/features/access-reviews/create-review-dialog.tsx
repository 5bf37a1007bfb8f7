import { createAccessReviewInput } from "@gloria/contracts";
import { useNavigate } from "@tanstack/react-router";
import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EntityPicker, type PickOption } from "../../components/entity-picker.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useCreateForm } from "../../components/use-entity-form.tsx";
import { usePeopleSource, useRoleSource } from "../../components/use-pick-sources.ts";
import { addDays } from "../../lib/add-days.ts";
import { useMe, useTimeZone } from "../../lib/me.ts";
import { notifyDone } from "../../lib/notify.ts";
import { startOfDay } from "../../lib/start-of-day.ts";
import { todayIn } from "../../lib/today.ts";
import { useApi } from "../../lib/trpc.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { Select } from "../../ui/select.tsx";

type Values = {
  name: string;
  scope: string;
  schoolId: string;
  roleId: string;
  /** Joined by commas. */
  reviewerIds: string;
  dueAt: string;
};

const scopes = ["all", "school", "role"] as const;
const dueInDays = 14;

export function CreateReviewDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const api = useApi();
  const me = useMe();
  const navigate = useNavigate();
  const zone = useTimeZone(null);
  const refresh = useRightsRefresh();
  const problem = useProblemText();
  const people = usePeopleSource();
  const roles = useRoleSource();
  const [role, setRole] = useState<PickOption | null>(null);
  const [reviewers, setReviewers] = useState<readonly PickOption[]>([{ id: me.user.id, label: me.user.name }]);
  const state = useCreateForm({
    shape: {
      fields: ["name", "scope", "schoolId", "roleId", "reviewerIds", "dueAt"],
      inputOf: (values: Values) => ({
        name: values.name,
        scope: values.scope,
        reviewerIds: values.reviewerIds === "" ? [] : values.reviewerIds.split(","),
        // The day that is written is the last one.
        dueAt: values.dueAt === "" ? undefined : startOfDay(values.dueAt, zone, 1),
        ...(values.scope === "school" ? { schoolId: values.schoolId || undefined } : {}),
        ...(values.scope === "role" ? { roleId: values.roleId || undefined } : {}),
      }),
      fieldOfCode: {
        "school.not_found": "schoolId",
        "role.not_found": "roleId",
        "user.not_found": "reviewerIds",
        "access.window_past": "dueAt",
      },
    },
    contract: createAccessReviewInput,
    initial: {
      name: "",
      scope: "all",
      schoolId: "",
      roleId: "",
      reviewerIds: me.user.id,
      dueAt: addDays(todayIn(zone), dueInDays),
    },
    create: (input) => api.accessReviews.create.mutate(input),
    async onCreated(review) {
      void notifyDone(t("review.created", { count: review.progress.total }));
      await refresh();
      await navigate({ to: "/access-reviews/$reviewId", params: { reviewId: review.id } });
    },
  });
  const { register, setValue, watch, formState } = state.form;
  const scope = watch("scope");
  const choose = (chosen: readonly PickOption[]) => {
    setReviewers(chosen);
    setValue("reviewerIds", chosen.map(({ id }) => id).join(","), {
      shouldDirty: true,
      shouldValidate: formState.isSubmitted,
    });
  };
  const scopeProblem = problem(formState.errors.scope);
  return (
    <FormDialog
      state={state}
      place="wide"
      title={t("review.createTitle")}
      description={t("review.createBody")}
      submitLabel={t("review.create")}
      onClose={onClose}
    >
      <Field label={t("review.name")} hint={t("review.nameHint")} error={problem(formState.errors.name)} required>
        <Input {...register("name")} autoComplete="off" maxLength={200} />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t("review.scope")} required>
          <Select
            {...register("scope")}
            options={scopes.map((value) => ({ value, label: t(`review.scope.${value}`) }))}
          />
        </Field>
        {scope === "school" ? (
          <Field label={t("review.school")} error={problem(formState.errors.schoolId) ?? scopeProblem} required>
            <Select
              {...register("schoolId")}
              emptyLabel={t("review.chooseSchool")}
              options={me.schools.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Field>
        ) : null}
        {scope === "role" ? (
          <EntityPicker
            label={t("review.role")}
            placeholder={t("review.roleSearch")}
            error={problem(formState.errors.roleId) ?? scopeProblem}
            source={roles}
            value={role}
            required
            onPick={(option) => {
              setRole(option);
              setValue("roleId", option?.id ?? "", { shouldDirty: true });
            }}
          />
        ) : null}
      </div>
      <div className="grid gap-2">
        <EntityPicker
          label={t("review.reviewers")}
          placeholder={t("review.reviewerSearch")}
          error={problem(formState.errors.reviewerIds)}
          source={people}
          value={null}
          without={reviewers.map(({ id }) => id)}
          required
          onPick={(option) => {
            if (option) choose([...reviewers, option]);
          }}
        />
        <ul className="flex flex-wrap gap-2">
          {reviewers.map((reviewer) => (
            <li
              key={reviewer.id}
              className="inline-flex items-center gap-1 rounded-control bg-sunken pl-3 text-sm font-medium"
            >
              {reviewer.label}
              <Button
                look="quiet"
                square
                aria-label={t("review.reviewerRemove", { name: reviewer.label })}
                onClick={() => choose(reviewers.filter(({ id }) => id !== reviewer.id))}
              >
                <X aria-hidden className="size-4" />
              </Button>
            </li>
          ))}
        </ul>
      </div>
      <Field label={t("review.due")} error={problem(formState.errors.dueAt)} required>
        <Input {...register("dueAt")} type="date" />
      </Field>
    </FormDialog>
  );
}
