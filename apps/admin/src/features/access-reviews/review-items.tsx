import type { AccessReview, AccessReviewItem } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { ClipboardCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { FilterBar } from "../../components/filter-bar.tsx";
import { FilterSelect } from "../../components/filter-select.tsx";
import { FilteredEmpty } from "../../components/filtered-empty.tsx";
import { Pager } from "../../components/pager.tsx";
import { PickFilter } from "../../components/pick-filter.tsx";
import { TableSkeleton } from "../../components/table-skeleton.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { usePaging } from "../../components/use-paging.ts";
import { usePeopleSource } from "../../components/use-pick-sources.ts";
import { holds, useMe } from "../../lib/me.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { Message } from "../../ui/message.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ReviewItemGroups } from "./review-item-groups.tsx";

const filterNames = ["decision", "person"];
const decisions = ["undecided", "keep", "revoke"] as const;

/** The rights under review, person by person. */
export function ReviewItems({ review }: { readonly review: AccessReview }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const api = useApi();
  const me = useMe();
  const people = usePeopleSource();
  const search = useSearch({ from: "/_app/access-reviews/$reviewId" });
  const decision = oneOf(decisions, search.decision);
  const address = useListAddress(filterNames);
  const items = useQuery(
    trpc.accessReviews.items.queryOptions(
      {
        id: review.id,
        limit: 50,
        ...(decision ? { decision } : {}),
        ...(search.person ? { userId: search.person } : {}),
        ...(search.cursor ? { cursor: search.cursor } : {}),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const paging = usePaging(items.data?.nextCursor ?? null);
  // What was selected on one page stays on it.
  const [page, setPage] = useState(0);
  const shown: readonly AccessReviewItem[] = items.data?.items ?? [];
  return (
    <Panel title={t("review.items")} flush overflowing>
      <FilterBar active={address.active} onClear={address.clear}>
        <FilterSelect
          label={t("review.decision")}
          anyLabel={t("review.anyDecision")}
          value={decision}
          options={decisions.map((value) => ({ value, label: t(`review.decision.${value}`) }))}
          onChoose={(value) => address.change({ decision: value })}
        />
        {holds(me, "user:read") ? (
          <PickFilter
            label={t("review.filterPerson")}
            placeholder={t("review.anyPerson")}
            source={people}
            value={search.person}
            nameOf={async (id) => (await api.users.get.query({ id })).name}
            onChoose={(id) => address.change({ person: id })}
          />
        ) : null}
      </FilterBar>
      {items.isPending ? <TableSkeleton rows={6} /> : null}
      {items.isError && !items.data ? <FailurePanel error={items.error} onRetry={() => items.refetch()} /> : null}
      {items.data && shown.length === 0 ? (
        address.active > 0 || address.onSecondPage ? (
          <FilteredEmpty onClear={address.clear} />
        ) : (
          <Message icon={<ClipboardCheck />} title={t("review.itemsNone")} />
        )
      ) : null}
      {shown.length > 0 ? (
        <>
          <ReviewItemGroups
            key={`${page} ${search.cursor ?? ""} ${decision ?? ""} ${search.person ?? ""}`}
            review={review}
            items={shown}
            onDecided={() => setPage((number) => number + 1)}
          />
          <Pager count={shown.length} {...paging} />
        </>
      ) : null}
    </Panel>
  );
}
