import { textParam } from "../../lib/search-params.ts";

/** What the address of Clerk's reviews holds. */
export interface ClerkReviewsSearch {
  status?: string | undefined;
  /** The case that is open. */
  case?: string | undefined;
  cursor?: string | undefined;
}

export function clerkReviewsSearch(search: Record<string, unknown>): ClerkReviewsSearch {
  return { ...textParam(search, "status"), ...textParam(search, "case"), ...textParam(search, "cursor") };
}
