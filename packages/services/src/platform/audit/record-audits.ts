import { type AuditAction, auditActions } from "@gloria/contracts";
import { newId } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import { sensitiveDecisions } from "./decision-record.ts";
import type { AuditFacts } from "./record-audit.ts";

/**
 * Writes many events in the caller's transaction with one statement, for work on many rows: each is the event that
 * `recordAudit` would have written, and all share what the context says.
 */
export async function recordAudits(
  tx: TenantTransaction,
  events: readonly { readonly action: AuditAction; readonly facts: AuditFacts }[],
): Promise<void> {
  if (events.length === 0) return;
  const { actor, origin } = tx.ctx;
  const decisions = sensitiveDecisions(tx);
  // What is undefined is left out of the JSON, and NULL all the same.
  const rows = events.map(({ action, facts }) => ({
    tenant_id: tx.tenantId,
    id: newId(),
    school_id: facts.schoolId ?? undefined,
    actor_kind: actor.kind,
    actor_id: actor.kind === "user" ? actor.userId : undefined,
    actor_name: actor.kind === "system" ? actor.name : undefined,
    session_id: actor.kind === "user" ? actor.sessionId : undefined,
    action,
    action_version: auditActions[action].version,
    category: auditActions[action].category,
    severity: auditActions[action].severity,
    outcome: facts.outcome ?? "success",
    reason: facts.reason ?? undefined,
    entity_type: facts.entity?.type ?? undefined,
    entity_id: facts.entity?.id ?? undefined,
    entity_version: facts.entity?.version ?? undefined,
    entity_label: facts.entity?.label ?? undefined,
    targets: facts.targets ?? undefined,
    changes: facts.changes ?? undefined,
    snapshot: facts.snapshot ?? undefined,
    ip: origin.ip,
    user_agent: origin.userAgent,
    request_id: origin.requestId,
    trace_id: origin.traceId,
    batch_id: facts.batchId ?? undefined,
    decisions: facts.decisions ?? decisions,
  }));
  const columns = Object.keys(rows[0] ?? {}).join(", ");
  await tx.sql.unsafe(
    `insert into gloria.audit_events (${columns})
     select ${columns} from jsonb_populate_recordset(null::gloria.audit_events, $1::text::jsonb)`,
    [JSON.stringify(rows)],
  );
}
