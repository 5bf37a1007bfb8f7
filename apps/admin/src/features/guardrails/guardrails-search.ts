import { textParam } from "../../lib/search-params.ts";

/** What the address of the guardrails holds. */
export interface GuardrailsSearch {
  q?: string | undefined;
  kind?: string | undefined;
  state?: string | undefined;
  dialog?: string | undefined;
  of?: string | undefined;
  cursor?: string | undefined;
}

export function guardrailsSearch(search: Record<string, unknown>): GuardrailsSearch {
  return {
    ...textParam(search, "q"),
    ...textParam(search, "kind"),
    ...textParam(search, "state"),
    ...textParam(search, "dialog"),
    ...textParam(search, "of"),
    ...textParam(search, "cursor"),
  };
}
