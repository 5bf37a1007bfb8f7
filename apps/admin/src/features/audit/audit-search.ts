import { textParam } from "../../lib/search-params.ts";

/** What the address of the audit page holds. Text only: the page takes what the contracts know of it. */
export interface AuditSearch {
  q?: string | undefined;
  action?: string | undefined;
  outcome?: string | undefined;
  actor?: string | undefined;
  entityType?: string | undefined;
  entityId?: string | undefined;
  /** Calendar dates in the reader's zone, both inclusive. */
  from?: string | undefined;
  until?: string | undefined;
  cursor?: string | undefined;
  dialog?: string | undefined;
  /** The event that is open. */
  event?: string | undefined;
}

export function auditSearch(search: Record<string, unknown>): AuditSearch {
  return {
    ...textParam(search, "q"),
    ...textParam(search, "action"),
    ...textParam(search, "outcome"),
    ...textParam(search, "actor"),
    ...textParam(search, "entityType"),
    ...textParam(search, "entityId"),
    ...textParam(search, "from"),
    ...textParam(search, "until"),
    ...textParam(search, "cursor"),
    ...textParam(search, "dialog"),
    ...textParam(search, "event"),
  };
}
