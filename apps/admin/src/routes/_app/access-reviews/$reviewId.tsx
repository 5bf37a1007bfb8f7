import { createFileRoute } from "@tanstack/react-router";
import { AccessReviewPage } from "../../../features/access-reviews/access-review-page.tsx";
import { accessReviewSearch } from "../../../features/access-reviews/access-reviews-search.ts";

export const Route = createFileRoute("/_app/access-reviews/$reviewId")({
  component: AccessReviewPage,
  validateSearch: accessReviewSearch,
});
