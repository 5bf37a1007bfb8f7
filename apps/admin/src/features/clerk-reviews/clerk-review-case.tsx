import type { ClerkReview } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { TextLink } from "../../components/text-link.tsx";
import { Instant } from "../../lib/instant.tsx";
import { mayWrite, useMe } from "../../lib/me.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Badge } from "../../ui/badge.tsx";
import { Facts } from "../../ui/panel.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";
import { ClerkDecision } from "./clerk-decision.tsx";

interface ClerkReviewCaseProps {
  readonly id: string;
  readonly onDecided: () => void;
}

/** One case: what Clerk says, who it may be, and the decision. */
export function ClerkReviewCase({ id, onDecided }: ClerkReviewCaseProps) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const me = useMe();
  const query = useQuery(trpc.clerk.review.queryOptions({ id }));
  if (query.isPending) return <SkeletonLines count={9} label={t("common.loading")} />;
  if (!query.data) return <FailurePanel error={query.error} onRetry={() => query.refetch()} />;
  const review = query.data;
  return (
    <div className="grid gap-6">
      <div className="grid justify-items-start gap-2">
        <Badge tone={review.status === "open" ? "warn" : "neutral"}>{t(`clerkReview.status.${review.status}`)}</Badge>
        <p className="font-semibold">{t(`clerkReview.reason.${review.reason}`)}</p>
      </div>
      <section className="grid gap-3">
        <h3 className="text-base font-bold">{t("clerkReview.facts")}</h3>
        <ClerkFacts review={review} />
      </section>
      {review.status !== "open" ? (
        <Closed review={review} />
      ) : review.reason === "organization_deleted" ? (
        <p className="text-sm text-ink-soft">{t("clerkReview.organisationOnly")}</p>
      ) : mayWrite(me, "user:update") ? (
        <ClerkDecision key={review.version} review={review} onDecided={onDecided} />
      ) : null}
    </div>
  );
}

function ClerkFacts({ review }: { readonly review: ClerkReview }) {
  const { t } = useTranslation();
  const { facts } = review;
  const none = t("common.emptyValue");
  const state = (["banned", "locked", "deleted"] as const).filter((name) => facts[name]);
  return (
    <Facts
      facts={[
        { label: t("clerkReview.fact.name"), value: facts.name ?? none },
        { label: t("clerkReview.fact.email"), value: facts.email ?? none },
        { label: t("clerkReview.fact.phone"), value: facts.phone ?? none },
        { label: t("clerkReview.fact.externalId"), value: facts.externalId ?? none },
        {
          label: t("clerkReview.fact.state"),
          value: state.length > 0 ? state.map((name) => t(`clerkReview.${name}`)).join(", ") : t("clerkReview.usable"),
        },
        {
          label: t("clerkReview.fact.member"),
          value: facts.member === null ? t("common.unknown") : t(facts.member ? "common.yes" : "common.no"),
        },
        { label: "Clerk", value: <span className="font-mono text-sm break-all">{review.subject}</span> },
      ]}
    />
  );
}

function Closed({ review }: { readonly review: ClerkReview }) {
  const { t } = useTranslation();
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      {review.resolvedAt ? <Instant value={review.resolvedAt} /> : null}
      {review.resolvedUserId ? (
        <TextLink to="/users/$userId" params={{ userId: review.resolvedUserId }}>
          {t("clerkReview.resolvedUser")}
        </TextLink>
      ) : null}
    </p>
  );
}
