import { textParam } from "../../lib/search-params.ts";

/** What the address of the list of invitations holds. */
export interface InvitationsSearch {
  status?: string | undefined;
  place?: string | undefined;
  cursor?: string | undefined;
}

export function invitationsSearch(search: Record<string, unknown>): InvitationsSearch {
  return { ...textParam(search, "status"), ...textParam(search, "place"), ...textParam(search, "cursor") };
}
