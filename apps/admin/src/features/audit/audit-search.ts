import { type AuditAction, auditActionNames, auditOutcomes, type EntityType, entityTypes } from "@gloria/contracts";
import { choiceParam, textParam } from "../../lib/search-params.ts";

/** What the address of the audit page holds. */
export interface AuditSearch {
  q?: string | undefined;
  action?: AuditAction | undefined;
  outcome?: (typeof auditOutcomes)[number] | undefined;
  actor?: string | undefined;
  entityType?: EntityType | undefined;
  entityId?: string | undefined;
  /** Calendar dates in the reader's zone, both inclusive. */
  from?: string | undefined;
  until?: string | undefined;
  cursor?: string | undefined;
  /** The event that is open. */
  event?: string | undefined;
}

const date = /^\d{4}-\d\d-\d\d$/;

export function auditSearch(search: Record<string, unknown>): AuditSearch {
  const dates = { ...textParam(search, "from"), ...textParam(search, "until") };
  return {
    ...textParam(search, "q"),
    ...choiceParam(search, "action", auditActionNames),
    ...choiceParam(search, "outcome", auditOutcomes),
    ...textParam(search, "actor"),
    ...choiceParam(search, "entityType", entityTypes),
    ...textParam(search, "entityId"),
    ...Object.fromEntries(
      Object.entries(dates).filter(([, value]) => date.test(value) && !Number.isNaN(Date.parse(value))),
    ),
    ...textParam(search, "cursor"),
    ...textParam(search, "event"),
  };
}
