import { createFileRoute } from "@tanstack/react-router";
import { ClerkReviewsPage } from "../../features/clerk-reviews/clerk-reviews-page.tsx";
import { clerkReviewsSearch } from "../../features/clerk-reviews/clerk-reviews-search.ts";

export const Route = createFileRoute("/_app/clerk-reviews")({
  component: ClerkReviewsPage,
  validateSearch: clerkReviewsSearch,
});
