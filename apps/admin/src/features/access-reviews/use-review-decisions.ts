import type { AccessReviewItem } from "@gloria/contracts";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Failure, failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { notifyDone, notifyFailed } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";

interface Decision {
  readonly items: readonly AccessReviewItem[];
  readonly decision: "keep" | "revoke";
  readonly reason?: string;
}

interface ReviewDecisions {
  readonly decide: (decision: Decision, onDone: () => void) => void;
  readonly busy: boolean;
  readonly refusal: Failure | null;
  readonly forget: () => void;
}

/** Keeps or revokes rights of a review, each by itself: what could not be revoked stays, and says why in its row. */
export function useReviewDecisions(reviewId: string): ReviewDecisions {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useRightsRefresh();
  const failureText = useFailureText();
  const decide = useMutation({
    mutationFn: ({ items, decision, reason }: Decision) =>
      api.accessReviews.decide.mutate({
        id: reviewId,
        decisions: items.map(({ id }) => ({ itemId: id, decision, ...(reason ? { reason } : {}) })),
      }),
    onSuccess({ results }, { decision }) {
      const refused = results.filter(({ outcome }) => outcome === "refused").length;
      const done = results.length - refused;
      if (refused > 0) void notifyFailed(t("review.refused", { count: refused }));
      if (done > 0) void notifyDone(t(decision === "keep" ? "review.kept" : "review.revoked", { count: done }));
    },
    onError(error, { decision }) {
      // A revocation is asked for in a dialog, which says itself why it was refused.
      if (decision === "keep") void notifyFailed(failureText(failureOf(error)));
    },
    onSettled: refresh,
  });
  return {
    decide: (decision, onDone) => decide.mutate(decision, { onSuccess: onDone }),
    busy: decide.isPending,
    refusal: decide.error ? failureOf(decide.error) : null,
    forget: () => decide.reset(),
  };
}
