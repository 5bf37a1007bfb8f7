import { useMutation, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { FileDown, Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { BackLink } from "../../components/back-link.tsx";
import { EntityLoader } from "../../components/entity-loader.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StaleBanner } from "../../components/stale-banner.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { downloadStoredFile } from "../../lib/download-stored-file.ts";
import { failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { Instant } from "../../lib/instant.tsx";
import { holds, useMe } from "../../lib/me.ts";
import { notifyDone, notifyFailed } from "../../lib/notify.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Facts, Panel } from "../../ui/panel.tsx";
import { CloseReviewDialog } from "./close-review-dialog.tsx";
import { ReviewProgress, ReviewStatus } from "./review-columns.tsx";
import { ReviewItems } from "./review-items.tsx";

/** One review: how far it is, and every right in it. */
export function AccessReviewPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const api = useApi();
  const me = useMe();
  const failureText = useFailureText();
  const { reviewId } = useParams({ from: "/_app/access-reviews/$reviewId" });
  const { dialog, open, close } = useDialogAddress();
  const query = useQuery(trpc.accessReviews.get.queryOptions({ id: reviewId }));
  const evidence = useMutation({
    async mutationFn() {
      const file = await api.accessReviews.evidence.mutate({ id: reviewId });
      await downloadStoredFile(api, file.fileId);
      return file;
    },
    onSuccess: (file) => void notifyDone(t("review.evidenceReady", { file: file.name })),
    onError: (error) => void notifyFailed(failureText(failureOf(error))),
  });
  const schoolName = (id: string) => me.schools.find((school) => school.id === id)?.name ?? t("common.unknown");
  return (
    <EntityLoader query={query}>
      {(review) => (
        <>
          <PageHeader
            title={review.name}
            before={<BackLink to="/access-reviews">{t("review.title")}</BackLink>}
            lead={<ReviewStatus review={review} />}
            actions={
              <>
                {holds(me, "access_review:export") ? (
                  <Button busy={evidence.isPending} onClick={() => evidence.mutate()}>
                    <FileDown aria-hidden className="size-4" />
                    {t("review.evidence")}
                  </Button>
                ) : null}
                {review.can.close && me.impersonation === null ? (
                  <Button onClick={() => open("close")}>
                    <Lock aria-hidden className="size-4" />
                    {t("review.close")}
                  </Button>
                ) : null}
              </>
            }
          />
          <StaleBanner query={query} />
          <div className="grid gap-5">
            <Panel title={t("review.facts")}>
              <div className="grid gap-5">
                <ReviewProgress review={review} />
                <Facts
                  facts={[
                    {
                      label: t("review.scope"),
                      value: (
                        <>
                          {t(`review.scope.${review.scope}`)}
                          {review.schoolId ? `: ${schoolName(review.schoolId)}` : null}
                        </>
                      ),
                    },
                    {
                      label: t("review.reviewers"),
                      value: review.reviewers.map(({ name }) => name ?? t("common.unknown")).join(", "),
                    },
                    { label: t("review.due"), value: <Instant value={review.dueAt} /> },
                    { label: t("review.snapshot"), value: <Instant value={review.createdAt} /> },
                    { label: t("review.undecided"), value: review.progress.undecided },
                    { label: t("review.kept"), value: review.progress.keep },
                    { label: t("review.revokedCount"), value: review.progress.revoke },
                    { label: t("review.refusedCount"), value: review.progress.refused },
                    ...(review.closedAt
                      ? [{ label: t("review.closedAt"), value: <Instant value={review.closedAt} /> }]
                      : []),
                  ]}
                />
              </div>
            </Panel>
            <ReviewItems review={review} />
          </div>
          {dialog === "close" && review.can.close ? <CloseReviewDialog review={review} onClose={close} /> : null}
        </>
      )}
    </EntityLoader>
  );
}
