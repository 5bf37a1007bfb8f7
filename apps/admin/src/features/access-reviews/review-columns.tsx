import type { AccessReview } from "@gloria/contracts";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { ProgressBar } from "../../components/progress-bar.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { Instant } from "../../lib/instant.tsx";
import { Badge } from "../../ui/badge.tsx";

export function ReviewStatus({ review }: { readonly review: AccessReview }) {
  const { t } = useTranslation();
  return (
    <span className="flex flex-wrap gap-1.5">
      <Badge tone={review.status === "open" ? "info" : "neutral"}>{t(`review.status.${review.status}`)}</Badge>
      {review.overdue ? <Badge tone="danger">{t("review.overdue")}</Badge> : null}
    </span>
  );
}

export function ReviewProgress({ review }: { readonly review: AccessReview }) {
  const { t } = useTranslation();
  const { total, undecided } = review.progress;
  return (
    <ProgressBar
      label={t("review.progress")}
      done={total - undecided}
      total={total}
      text={t("review.progressText", { decided: total - undecided, total })}
    />
  );
}

function ReviewLink({ review }: { readonly review: AccessReview }) {
  return (
    <NameLink to="/access-reviews/$reviewId" params={{ reviewId: review.id }}>
      {review.name}
    </NameLink>
  );
}

export function reviewColumns(t: TFunction): readonly Column<AccessReview>[] {
  return [
    { id: "name", header: t("review.name"), names: true, cell: (review) => <ReviewLink review={review} /> },
    { id: "scope", header: t("review.scope"), cell: ({ scope }) => t(`review.scope.${scope}`) },
    { id: "progress", header: t("review.progress"), cell: (review) => <ReviewProgress review={review} /> },
    { id: "due", header: t("review.due"), cell: ({ dueAt }) => <Instant value={dueAt} /> },
    { id: "status", header: t("review.status"), cell: (review) => <ReviewStatus review={review} /> },
    {
      id: "reviewers",
      header: t("review.reviewers"),
      hideable: true,
      cell: ({ reviewers }) => reviewers.map(({ name }) => name ?? t("common.unknown")).join(", "),
    },
  ];
}

export function ReviewCard({ review }: { readonly review: AccessReview }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-1.5">
      <ReviewLink review={review} />
      <p className="text-sm text-ink-soft">
        {t(`review.scope.${review.scope}`)} · {t("review.due")} <Instant value={review.dueAt} />
      </p>
      <ReviewProgress review={review} />
      <ReviewStatus review={review} />
    </div>
  );
}
