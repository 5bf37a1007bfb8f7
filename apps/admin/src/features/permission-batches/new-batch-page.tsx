import { useNavigate, useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { BackLink } from "../../components/back-link.tsx";
import type { PickOption } from "../../components/entity-picker.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { UnsavedGuard } from "../../components/unsaved-guard.tsx";
import { oneOf } from "../../lib/search-params.ts";
import { classNames } from "../../ui/class-names.ts";
import { PeopleStep } from "./people-step.tsx";
import { PreviewStep } from "./preview-step.tsx";
import { type ChosenRight, emptyDraft, RightStep } from "./right-step.tsx";

const steps = ["right", "people", "preview"] as const;
type Step = (typeof steps)[number];
const stepLabels = {
  right: "permissionBatch.stepRight",
  people: "permissionBatch.stepPeople",
  preview: "permissionBatch.stepPreview",
} as const;

/** Gives many people the same: what, whom, and what would come of it. The step is in the address. */
export function NewBatchPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: "/_app/permissions/bulk-assign/new" });
  const [draft, setDraft] = useState(emptyDraft);
  const [right, setRight] = useState<ChosenRight | null>(null);
  const [people, setPeople] = useState<readonly PickOption[]>([]);
  // Asked for in the very moment of leaving: nothing is drawn between the start and the way to its page.
  const started = useRef(false);
  // An address that was opened anew knows the step, and nothing of what was chosen before it.
  const wanted = oneOf(steps, search.step) ?? "right";
  const step: Step = right === null ? "right" : wanted === "preview" && people.length === 0 ? "people" : wanted;
  const go = (to: Step) =>
    void navigate({
      to: "/permissions/bulk-assign/new",
      search: ({ school }) => ({ ...(school ? { school } : {}), ...(to === "right" ? {} : { step: to }) }),
    });
  return (
    <>
      <UnsavedGuard isDirty={() => !started.current && (right !== null || people.length > 0)} />
      <PageHeader
        title={t("permissionBatch.createTitle")}
        before={<BackLink to="/permissions/bulk-assign">{t("permissionBatch.title")}</BackLink>}
        lead={t("permissionBatch.lead")}
      />
      <ol aria-label={t("permissionBatch.steps")} className="mb-5 flex flex-wrap gap-2 text-sm font-semibold">
        {steps.map((one) => (
          <li
            key={one}
            aria-current={one === step ? "step" : undefined}
            className={classNames(
              "rounded-control px-3 py-1.5",
              one === step ? "bg-primary-soft text-primary-ink" : "text-ink-soft",
            )}
          >
            {t(stepLabels[one])}
          </li>
        ))}
      </ol>
      {step === "right" ? (
        <RightStep
          draft={draft}
          onChosen={(chosen, typed) => {
            setRight(chosen);
            setDraft(typed);
            go("people");
          }}
        />
      ) : null}
      {step === "people" ? (
        <PeopleStep people={people} onChange={setPeople} onPrevious={() => go("right")} onNext={() => go("preview")} />
      ) : null}
      {step === "preview" && right ? (
        <PreviewStep
          request={{ ...right, userIds: people.map(({ id }) => id) }}
          onPrevious={() => go("people")}
          onStarted={() => {
            started.current = true;
          }}
        />
      ) : null}
    </>
  );
}
