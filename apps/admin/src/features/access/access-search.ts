import { textParams } from "../../lib/search-params.ts";

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
  return textParams(search, ["user", "code", "on", "id", "at"]);
}

export interface WhoCanSearch {
  code?: string | undefined;
  on?: string | undefined;
  id?: string | undefined;
  cursor?: string | undefined;
}

export function whoCanSearch(search: Record<string, unknown>): WhoCanSearch {
  return textParams(search, ["code", "on", "id", "cursor"]);
}

export interface SimulateSearch {
  /** The list of changes, as JSON. */
  changes?: string | undefined;
}

export function simulateSearch(search: Record<string, unknown>): SimulateSearch {
  return textParams(search, ["changes"]);
}
