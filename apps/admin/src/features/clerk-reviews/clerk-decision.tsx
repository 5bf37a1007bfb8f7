import type { ClerkReview, ResolveClerkReviewInput } from "@gloria/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EntityPicker, type PickOption } from "../../components/entity-picker.tsx";
import { FilterSelect } from "../../components/filter-select.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { usePeopleSource } from "../../components/use-pick-sources.ts";
import { failureOf } from "../../lib/failure.ts";
import { useMe } from "../../lib/me.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { useOrganisationRefresh } from "../../lib/use-organisation-refresh.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { ClerkCandidates } from "./clerk-candidates.tsx";

interface ClerkDecisionProps {
  readonly review: ClerkReview;
  readonly onDecided: () => void;
}

type Decision = Pick<ResolveClerkReviewInput, "decision" | "userId" | "homeSchoolId">;

/** Links Clerk's user to a person, creates one, or leaves it as it is. */
export function ClerkDecision({ review, onDecided }: ClerkDecisionProps) {
  const { t } = useTranslation();
  const { schools } = useMe();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refresh = useOrganisationRefresh();
  const people = usePeopleSource();
  const [other, setOther] = useState<PickOption | null>(null);
  const [homeSchoolId, setHomeSchoolId] = useState<string>();
  const [note, setNote] = useState("");
  const resolve = useMutation(
    trpc.clerk.resolveReview.mutationOptions({
      onSuccess(_, { decision }) {
        void notifyDone(t(`clerkReview.done.${decision}`));
        onDecided();
      },
      onSettled: () => Promise.all([queryClient.invalidateQueries(trpc.clerk.pathFilter()), refresh()]),
    }),
  );
  const decide = (decision: Decision) =>
    resolve.mutate({
      id: review.id,
      version: review.version,
      ...decision,
      ...(note.trim() ? { reason: note.trim() } : {}),
    });
  const busy = (decision: Decision["decision"]) => resolve.isPending && resolve.variables.decision === decision;
  return (
    <div className="grid gap-6">
      <RefusalNote failure={resolve.error ? failureOf(resolve.error) : null} />
      <ClerkCandidates
        review={review}
        busyWith={resolve.isPending ? resolve.variables.userId : undefined}
        onPick={(userId) => decide({ decision: "link", userId })}
      />
      <section className="grid gap-3">
        <h3 className="text-base font-bold">{t("clerkReview.linkOther")}</h3>
        <div className="grid items-end gap-3 sm:grid-cols-[1fr_auto]">
          <EntityPicker
            label={t("clerkReview.linkPick")}
            placeholder={t("clerkReview.linkPlaceholder")}
            source={people}
            value={other}
            onPick={setOther}
          />
          <Button
            disabled={other === null}
            busy={busy("link")}
            onClick={() => {
              if (other) decide({ decision: "link", userId: other.id });
            }}
          >
            {t("clerkReview.linkSubmit")}
          </Button>
        </div>
      </section>
      <section className="grid gap-3">
        <h3 className="text-base font-bold">{t("clerkReview.createPerson")}</h3>
        <p className="text-sm text-ink-soft">{t("clerkReview.createHint")}</p>
        <div className="grid items-end gap-3 sm:grid-cols-[1fr_auto]">
          <FilterSelect
            label={t("clerkReview.homeSchool")}
            anyLabel={t("clerkReview.noSchool")}
            value={homeSchoolId}
            options={schools.map((school) => ({ value: school.id, label: school.name }))}
            onChoose={setHomeSchoolId}
          />
          <Button
            busy={busy("create")}
            onClick={() => decide({ decision: "create", ...(homeSchoolId ? { homeSchoolId } : {}) })}
          >
            {t("clerkReview.createPerson")}
          </Button>
        </div>
      </section>
      <section className="grid gap-3">
        <h3 className="text-base font-bold">{t("clerkReview.dismiss")}</h3>
        <p className="text-sm text-ink-soft">{t("clerkReview.dismissHint")}</p>
        <Button className="justify-self-start" busy={busy("dismiss")} onClick={() => decide({ decision: "dismiss" })}>
          {t("clerkReview.dismiss")}
        </Button>
      </section>
      <Field label={t("clerkReview.note")} optionalLabel={t("common.optional")}>
        <Input value={note} maxLength={400} autoComplete="off" onChange={(event) => setNote(event.target.value)} />
      </Field>
    </div>
  );
}
