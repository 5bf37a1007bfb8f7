import { type AuditAction, auditActions } from "@gloria/contracts";
import { newId } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
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
  const rows = events.map(({ action, facts }) => ({
    tenant_id: tx.tenantId,
    id: newId(),
    school_id: facts.schoolId ?? null,
    actor_kind: actor.kind,
    actor_id: actor.kind === "user" ? actor.userId : null,
    actor_name: actor.kind === "system" ? actor.name : null,
    session_id: actor.kind === "user" ? actor.sessionId : null,
    action,
    action_version: auditActions[action].version,
    category: auditActions[action].category,
    severity: auditActions[action].severity,
    outcome: facts.outcome ?? "success",
    reason: facts.reason ?? null,
    entity_type: facts.entity?.type ?? null,
    entity_id: facts.entity?.id ?? null,
    entity_version: facts.entity?.version ?? null,
    entity_label: facts.entity?.label ?? null,
    targets: facts.targets ?? null,
    changes: facts.changes ?? null,
    snapshot: facts.snapshot ?? null,
    ip: origin.ip,
    user_agent: origin.userAgent,
    request_id: origin.requestId,
    trace_id: origin.traceId,
    batch_id: facts.batchId ?? null,
  }));
  const columns = Object.keys(rows[0] ?? {}).join(", ");
  await tx.sql.unsafe(
    `insert into gloria.audit_events (${columns})
     select ${columns} from jsonb_populate_recordset(null::gloria.audit_events, $1::text::jsonb)`,
    [JSON.stringify(rows)],
  );
}
