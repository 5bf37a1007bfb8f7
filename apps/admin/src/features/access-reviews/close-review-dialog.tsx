import type { AccessReview } from "@gloria/contracts";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { failureOf } from "../../lib/failure.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { usePermissionName } from "../../lib/use-permission-name.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { SkeletonLines } from "../../ui/skeleton.tsx";

interface CloseReviewDialogProps {
  readonly review: AccessReview;
  readonly onClose: () => void;
}

const shownItems = 8;

/** Ends a review for good; first what nobody has decided. */
export function CloseReviewDialog({ review, onClose }: CloseReviewDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const trpc = useTRPC();
  const refresh = useRightsRefresh();
  const nameOf = usePermissionName();
  const { undecided } = review.progress;
  const left = useQuery(
    trpc.accessReviews.items.queryOptions(
      { id: review.id, decision: "undecided", limit: shownItems },
      { enabled: undecided > 0 },
    ),
  );
  const close = useMutation({
    mutationFn: () => api.accessReviews.close.mutate({ id: review.id }),
    onSuccess() {
      onClose();
      void notifyDone(t("review.closed", { name: review.name }));
    },
    onSettled: refresh,
  });
  const more = undecided - (left.data?.items.length ?? 0);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t("review.closeTitle", { name: review.name })}
      body={t("review.closeBody")}
      confirmLabel={t("review.close")}
      phrase={review.name}
      busy={close.isPending}
      onConfirm={() => close.mutate()}
    >
      <div className="grid gap-3 text-sm">
        {undecided === 0 ? (
          <p>{t("review.closeAllDecided")}</p>
        ) : (
          <>
            <p className="font-medium">{t("review.closeUndecided", { count: undecided })}</p>
            {left.isPending ? <SkeletonLines count={3} label={t("common.loading")} /> : null}
            <ul className="grid gap-1">
              {left.data?.items.map((item) => (
                <li key={item.id} className="flex flex-wrap justify-between gap-x-4">
                  <span className="font-medium">{item.user.name ?? t("common.unknown")}</span>
                  <span className="text-ink-soft">{nameOf(item.label)}</span>
                </li>
              ))}
            </ul>
            {left.data && more > 0 ? <p className="text-ink-soft">{t("delegation.more", { count: more })}</p> : null}
          </>
        )}
        <RefusalNote failure={close.error ? failureOf(close.error) : null} />
      </div>
    </ConfirmDialog>
  );
}
