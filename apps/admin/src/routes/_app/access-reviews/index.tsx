import { createFileRoute } from "@tanstack/react-router";
import { AccessReviewsPage } from "../../../features/access-reviews/access-reviews-page.tsx";
import { accessReviewsSearch } from "../../../features/access-reviews/access-reviews-search.ts";

export const Route = createFileRoute("/_app/access-reviews/")({
  component: AccessReviewsPage,
  validateSearch: accessReviewsSearch,
});
