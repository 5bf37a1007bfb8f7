export { adoptClerkUser } from "./adopt-clerk-user.ts";
export type { ClerkDirectory, ClerkUserData } from "./clerk-directory.ts";
export type { ClerkSessionEnded } from "./end-clerk-session.ts";
export { getClerkReview, listClerkReviews } from "./list-clerk-reviews.ts";
export { type ClerkEvent, type ClerkOutcome, receiveClerkEvent, type SessionIdOf } from "./receive-clerk-event.ts";
export { resolveClerkReview } from "./resolve-clerk-review.ts";
export { syncClerkUser } from "./sync-clerk-user.ts";
