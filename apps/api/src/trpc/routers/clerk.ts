import {
  clerkReviewIdInput,
  clerkReviewOutput,
  clerkReviewPageOutput,
  clerkSyncOutput,
  listClerkReviewsInput,
  resolveClerkReviewInput,
  syncClerkUserInput,
} from "@gloria/contracts";
import { getClerkReview, listClerkReviews, resolveClerkReview, syncClerkUser } from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "users";

export const clerkRouter = router({
  reviews: permitted("user:update", {
    cost: "read",
    rest: { method: "GET", path: "/users/sync/reviews", tag, summary: "What Clerk has said and a person must decide" },
  })
    .input(asked(listClerkReviewsInput))
    .output(answered(clerkReviewPageOutput))
    .query(({ ctx, input }) => listClerkReviews(ctx.api.services, ctx.tenant, input)),
  review: permitted("user:update", {
    cost: "read",
    rest: { method: "GET", path: "/users/sync/reviews/{id}", tag, summary: "One case" },
  })
    .input(asked(clerkReviewIdInput))
    .output(answered(clerkReviewOutput))
    .query(({ ctx, input }) => getClerkReview(ctx.api.services, ctx.tenant, input)),
  resolveReview: permitted("user:update", {
    cost: "write",
    rest: {
      method: "POST",
      path: "/users/sync/reviews/{id}/resolve",
      tag,
      summary: "Link to a person, create one, or leave it",
    },
  })
    .input(asked(resolveClerkReviewInput))
    .output(answered(clerkReviewOutput))
    .mutation(({ ctx, input }) => resolveClerkReview(ctx.api.services, ctx.tenant, input)),
  sync: permitted("user:update", {
    cost: "write",
    rest: { method: "POST", path: "/users/sync/{clerkUserId}", tag, summary: "Fetch a profile from Clerk" },
  })
    .input(asked(syncClerkUserInput))
    .output(answered(clerkSyncOutput))
    .mutation(({ ctx, input }) => {
      const { services, signIn } = ctx.api;
      return syncClerkUser(services, ctx.tenant, signIn.kind === "clerk" ? signIn.directory : null, input);
    }),
});
