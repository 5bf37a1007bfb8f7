import { type AuditEvent, auditActionNames, entityTypes, type ListAuditLogsInput } from "@gloria/contracts";
import { calendarDate } from "../../lib/calendar-date.ts";
import { choicesOf } from "../../lib/choices-of.ts";

import type { ListView } from "../../lib/list-view.ts";
import { oneOf } from "../../lib/search-params.ts";
import { startOfDay } from "../../lib/start-of-day.ts";
import { todayIn } from "../../lib/today.ts";
import { type AuditSearch, auditSearch } from "./audit-search.ts";

export const auditOutcomes = choicesOf<AuditEvent["outcome"]>({ success: true, denied: true, failure: true });

/** @param zone of the reader, in which the days of the address begin and end */
export function auditView(zone: string): ListView<AuditSearch, Omit<ListAuditLogsInput, "limit" | "cursor">> {
  return {
    screen: "audit",
    stateOf({ q, actor, entityId, ...search }) {
      const action = oneOf(auditActionNames, search.action);
      const outcome = oneOf(auditOutcomes, search.outcome);
      const entityType = oneOf(entityTypes, search.entityType);
      const from = calendarDate(search.from);
      const until = calendarDate(search.until);
      return {
        ...(q ? { q } : {}),
        ...(action ? { action } : {}),
        ...(outcome ? { outcome } : {}),
        ...(actor ? { actorId: actor } : {}),
        ...(entityType ? { entityType } : {}),
        ...(entityId ? { entityId } : {}),
        ...(from ? { from: startOfDay(from, zone, 0) } : {}),
        // The last day belongs to the period, so it ends where the next begins.
        ...(until ? { until: startOfDay(until, zone, 1) } : {}),
      };
    },
    searchOf: ({ q, action, outcome, actorId, entityType, entityId, from, until }) =>
      auditSearch({
        q,
        action,
        outcome,
        actor: actorId,
        entityType,
        entityId,
        ...(typeof from === "string" ? { from: todayIn(zone, new Date(from)) } : {}),
        ...(typeof until === "string" ? { until: todayIn(zone, new Date(Date.parse(until) - 1)) } : {}),
      }),
  };
}
