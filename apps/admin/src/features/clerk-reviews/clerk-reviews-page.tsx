import type { ClerkReview } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { UserRoundCheck } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { FilterSelect } from "../../components/filter-select.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { choicesOf } from "../../lib/choices-of.ts";
import { Instant } from "../../lib/instant.tsx";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { ClerkReviewCase } from "./clerk-review-case.tsx";

const statuses = choicesOf<ClerkReview["status"]>({ open: true, resolved: true, dismissed: true });
const filterNames = ["status"];

function reviewColumns(t: TFunction): readonly Column<ClerkReview>[] {
  return [
    { id: "subject", header: t("clerkReview.subject"), names: true, cell: (review) => <CaseLink review={review} /> },
    { id: "reason", header: t("clerkReview.reason"), cell: (review) => t(`clerkReview.reason.${review.reason}`) },
    {
      id: "candidates",
      header: t("clerkReview.candidates"),
      cell: (review) => t("clerkReview.candidatesCount", { count: review.candidates.length }),
    },
    { id: "seen", header: t("clerkReview.seen"), cell: (review) => <Instant value={review.createdAt} /> },
  ];
}

/** What Clerk has said and matches no single person; the open case lies in the address. */
export function ClerkReviewsPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const search = useSearch({ from: "/_app/clerk-reviews" });
  const status = oneOf(statuses, search.status);
  const { change } = useListAddress(filterNames);
  const reviews = useQuery(
    trpc.clerk.reviews.queryOptions(
      { limit: 50, status: status ?? "open", ...(search.cursor ? { cursor: search.cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => reviewColumns(t), [t]);
  const close = () =>
    void navigate({
      to: "/clerk-reviews",
      search: ({ case: _, ...rest }) => rest,
      replace: true,
      resetScroll: false,
    });
  return (
    <>
      <ListPage
        name="clerk-reviews"
        label={t("clerkReview.title")}
        lead={t("clerkReview.lead")}
        query={reviews}
        columns={columns}
        rowKey={(review) => review.id}
        filterNames={filterNames}
        filters={
          <FilterSelect
            label={t("clerkReview.status")}
            anyLabel={t("clerkReview.status.open")}
            value={status === "open" ? undefined : status}
            options={statuses
              .filter((value) => value !== "open")
              .map((value) => ({ value, label: t(`clerkReview.status.${value}`) }))}
            onChoose={(value) => change({ status: value })}
          />
        }
        card={(review) => (
          <div className="grid gap-1">
            <CaseLink review={review} />
            <p className="text-sm">{t(`clerkReview.reason.${review.reason}`)}</p>
            <p className="text-sm text-ink-soft">
              {t("clerkReview.candidatesCount", { count: review.candidates.length })} ·{" "}
              <Instant value={review.createdAt} />
            </p>
          </div>
        )}
        firstUse={{
          icon: <UserRoundCheck />,
          title: t("clerkReview.firstUseTitle"),
          body: t("clerkReview.firstUseBody"),
        }}
      />
      <Dialog
        place="right"
        open={search.case !== undefined}
        onOpenChange={(open) => {
          if (!open) close();
        }}
        title={t("clerkReview.decide")}
        closeLabel={t("common.close")}
      >
        {search.case ? <ClerkReviewCase id={search.case} onDecided={close} /> : null}
      </Dialog>
    </>
  );
}

function CaseLink({ review }: { readonly review: ClerkReview }) {
  return (
    <span className="grid">
      <Link
        to="/clerk-reviews"
        search={(search) => ({ ...search, case: review.id })}
        resetScroll={false}
        className="inline-flex min-h-6 items-center font-semibold break-words text-ink underline-offset-4 hover:underline"
      >
        {review.facts.name ?? review.facts.email ?? review.subject}
      </Link>
      <span className="text-sm break-all text-ink-soft">
        {review.facts.name ? (review.facts.email ?? review.subject) : review.subject}
      </span>
    </span>
  );
}
