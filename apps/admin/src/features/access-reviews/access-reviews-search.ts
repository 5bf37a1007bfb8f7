import { textParam } from "../../lib/search-params.ts";

/** What the address of the reviews holds. */
export interface AccessReviewsSearch {
  status?: string | undefined;
  dialog?: string | undefined;
  cursor?: string | undefined;
}

export function accessReviewsSearch(search: Record<string, unknown>): AccessReviewsSearch {
  return { ...textParam(search, "status"), ...textParam(search, "dialog"), ...textParam(search, "cursor") };
}

/** What the address of one review holds. */
export interface AccessReviewSearch {
  decision?: string | undefined;
  /** Items of this person alone. */
  person?: string | undefined;
  dialog?: string | undefined;
  cursor?: string | undefined;
}

export function accessReviewSearch(search: Record<string, unknown>): AccessReviewSearch {
  return {
    ...textParam(search, "decision"),
    ...textParam(search, "person"),
    ...textParam(search, "dialog"),
    ...textParam(search, "cursor"),
  };
}
