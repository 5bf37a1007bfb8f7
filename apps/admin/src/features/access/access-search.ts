import { textParam } from "../../lib/search-params.ts";

/** A question in the address: who, what, on what, when. */
export interface ExplainSearch {
  /** Left out: the reader. */
  user?: string | undefined;
  code?: string | undefined;
  on?: string | undefined;
  id?: string | undefined;
  /** RFC 3339; left out: now. */
  at?: string | undefined;
}

export function explainSearch(search: Record<string, unknown>): ExplainSearch {
  return {
    ...textParam(search, "user"),
    ...textParam(search, "code"),
    ...textParam(search, "on"),
    ...textParam(search, "id"),
    ...textParam(search, "at"),
  };
}

export interface WhoCanSearch {
  code?: string | undefined;
  on?: string | undefined;
  id?: string | undefined;
  cursor?: string | undefined;
}

export function whoCanSearch(search: Record<string, unknown>): WhoCanSearch {
  return {
    ...textParam(search, "code"),
    ...textParam(search, "on"),
    ...textParam(search, "id"),
    ...textParam(search, "cursor"),
  };
}
