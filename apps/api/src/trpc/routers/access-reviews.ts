import {
  accessReviewDecisionsOutput,
  accessReviewEvidenceOutput,
  accessReviewIdInput,
  accessReviewItemPageOutput,
  accessReviewOutput,
  accessReviewPageOutput,
  closeAccessReviewOutput,
  createAccessReviewInput,
  decideAccessReviewInput,
  listAccessReviewItemsInput,
  listAccessReviewsInput,
} from "@gloria/contracts";
import {
  closeAccessReview,
  createAccessReview,
  decideAccessReview,
  exportAccessReview,
  getAccessReview,
  listAccessReviewItems,
  listAccessReviews,
} from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "access reviews";
const base = "/access-reviews";

export const accessReviewsRouter = router({
  list: permitted("access_review:read", {
    cost: "read",
    rest: { method: "GET", path: base, tag, summary: "Reviews of who has which right, newest first" },
  })
    .input(asked(listAccessReviewsInput))
    .output(answered(accessReviewPageOutput))
    .query(({ ctx, input }) => listAccessReviews(ctx.api.services, ctx.tenant, input)),
  get: permitted("access_review:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/{id}`, tag, summary: "One review and its progress" },
  })
    .input(asked(accessReviewIdInput))
    .output(answered(accessReviewOutput))
    .query(({ ctx, input }) => getAccessReview(ctx.api.services, ctx.tenant, input)),
  items: permitted("access_review:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/{id}/items`, tag, summary: "The rights under review, person by person" },
  })
    .input(asked(listAccessReviewItemsInput))
    .output(answered(accessReviewItemPageOutput))
    .query(({ ctx, input }) => listAccessReviewItems(ctx.api.services, ctx.tenant, input)),
  create: permitted("access_review:create", {
    cost: "bulk",
    idempotent: true,
    rest: {
      method: "POST",
      path: base,
      tag,
      summary: "Begin a review of a school, of a role or of everything",
      created: (review: { id: string }) => `${base}/${review.id}`,
    },
  })
    .input(asked(createAccessReviewInput))
    .output(answered(accessReviewOutput))
    .mutation(({ ctx, input }) => createAccessReview(ctx.api.services, ctx.tenant, input)),
  decide: permitted("access_review:approve", {
    cost: "write",
    rest: { method: "POST", path: `${base}/{id}/decisions`, tag, summary: "Keep or revoke rights, each by itself" },
  })
    .input(asked(decideAccessReviewInput))
    .output(answered(accessReviewDecisionsOutput))
    .mutation(({ ctx, input }) => decideAccessReview(ctx.api.services, ctx.tenant, input)),
  close: permitted("access_review:close", {
    cost: "write",
    rest: { method: "POST", path: `${base}/{id}/close`, tag, summary: "End a review; what is undecided is listed" },
  })
    .input(asked(accessReviewIdInput))
    .output(answered(closeAccessReviewOutput))
    .mutation(({ ctx, input }) => closeAccessReview(ctx.api.services, ctx.tenant, input)),
  evidence: permitted("access_review:export", {
    cost: "bulk",
    rest: { method: "POST", path: `${base}/{id}/evidence`, tag, summary: "The evidence of a review as a CSV file" },
  })
    .input(asked(accessReviewIdInput))
    .output(answered(accessReviewEvidenceOutput))
    .mutation(({ ctx, input }) => exportAccessReview(ctx.api.services, ctx.tenant, input)),
});
