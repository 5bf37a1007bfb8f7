export { closeAccessReview } from "./close-access-review.ts";
export { createAccessReview } from "./create-access-review.ts";
export { decideAccessReview } from "./decide-access-review.ts";
export { exportAccessReview } from "./export-access-review.ts";
export { getAccessReview, listAccessReviewItems, listAccessReviews } from "./list-access-reviews.ts";
export { tellOverdueReview } from "./tell-overdue-review.ts";
