import type { AccessReview } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { ClipboardCheck, Plus } from "lucide-react";
import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { FilterSelect } from "../../components/filter-select.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { useListAddress } from "../../components/use-list-address.ts";
import { useMe } from "../../lib/me.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { ReviewCard, reviewColumns } from "./review-columns.tsx";

const CreateReviewDialog = lazy(async () => ({
  default: (await import("./create-review-dialog.tsx")).CreateReviewDialog,
}));

const filterNames = ["status"];
const statuses = ["open", "closed"] as const;

/** Campaigns in which rights are kept or revoked. */
export function AccessReviewsPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const me = useMe();
  const search = useSearch({ from: "/_app/access-reviews/" });
  const status = oneOf(statuses, search.status);
  const { change } = useListAddress(filterNames);
  const { dialog, open, close } = useDialogAddress();
  const reviews = useQuery(
    trpc.accessReviews.list.queryOptions(
      { limit: 50, ...(status ? { status } : {}), ...(search.cursor ? { cursor: search.cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => reviewColumns(t), [t]);
  const mayCreate = me.impersonation === null && reviews.data?.can.create === true;
  return (
    <>
      <ListPage
        name="access-reviews"
        label={t("review.title")}
        lead={t("review.lead")}
        query={reviews}
        columns={columns}
        rowKey={(review: AccessReview) => review.id}
        filterNames={filterNames}
        filters={
          <FilterSelect
            label={t("review.status")}
            anyLabel={t("review.anyStatus")}
            value={status}
            options={statuses.map((value) => ({ value, label: t(`review.status.${value}`) }))}
            onChoose={(value) => change({ status: value })}
          />
        }
        card={(review) => <ReviewCard review={review} />}
        firstUse={{ icon: <ClipboardCheck />, title: t("review.firstUseTitle"), body: t("review.firstUseBody") }}
        create={
          mayCreate ? (
            <Button look="primary" onClick={() => open("create")}>
              <Plus aria-hidden className="size-4" />
              {t("review.create")}
            </Button>
          ) : null
        }
        skeletonRows={4}
      />
      {dialog === "create" && mayCreate ? (
        <Suspense>
          <CreateReviewDialog onClose={close} />
        </Suspense>
      ) : null}
    </>
  );
}
