import { type AuditAction, auditActions, type EntityType } from "@gloria/contracts";
import { type Actor, newId } from "@gloria/core";
import type { AuditChangeRow, AuditTargetRow, TenantTransaction } from "@gloria/db";
import { type DecisionRecord, sensitiveDecisions } from "./decision-record.ts";

/** What an audit event says beside its action. */
export interface AuditFacts {
  readonly entity?: {
    readonly type: EntityType;
    readonly id: string;
    readonly version?: number;
    readonly label?: string;
  };
  readonly schoolId?: string | null;
  readonly changes?: readonly AuditChangeRow[];
  /** The whole entity after the event; on create, on delete and every 20th version. */
  readonly snapshot?: Readonly<Record<string, unknown>>;
  readonly targets?: readonly AuditTargetRow[];
  readonly outcome?: "success" | "denied" | "failure";
  readonly reason?: string | null;
  readonly batchId?: string;
  /** Why it was refused; what sensitive was allowed comes along by itself. */
  readonly decisions?: readonly DecisionRecord[];
  /** The person who acts, where the context has no signed-in user yet (sign-in itself). */
  readonly actor?: Actor;
}

/**
 * Writes one event into the audit log, in the caller's transaction: it exists if and only if what it tells of does.
 * Await it together with the write, so that both travel at once.
 */
export async function recordAudit(tx: TenantTransaction, action: AuditAction, facts: AuditFacts): Promise<void> {
  const { ctx } = tx;
  const definition = auditActions[action];
  const actor = facts.actor ?? ctx.actor;
  await tx.sql.unsafe(statement, [
    tx.tenantId,
    newId(),
    facts.schoolId ?? null,
    actor.kind,
    actor.kind === "user" ? (actor.impersonation?.impersonatorId ?? actor.userId) : null,
    actor.kind === "user" && actor.impersonation !== undefined ? actor.userId : null,
    actor.kind === "system" ? actor.name : null,
    actor.kind === "user" ? actor.sessionId : null,
    action,
    definition.version,
    definition.category,
    definition.severity,
    facts.outcome ?? "success",
    facts.reason ?? null,
    facts.entity?.type ?? null,
    facts.entity?.id ?? null,
    facts.entity?.version ?? null,
    facts.entity?.label ?? null,
    json(facts.targets),
    json(facts.changes),
    json(facts.snapshot),
    ctx.origin.ip,
    ctx.origin.userAgent,
    ctx.origin.requestId,
    ctx.origin.traceId,
    facts.batchId ?? null,
    json(facts.decisions ?? sensitiveDecisions(tx)),
  ]);
}

// Written out: every change of the product writes one, and building it anew would cost more than running it.
const statement = `insert into gloria.audit_events (
  tenant_id, id, school_id, actor_kind, actor_id, on_behalf_of, actor_name, session_id, action, action_version, category, severity,
  outcome, reason, entity_type, entity_id, entity_version, entity_label, targets, changes, snapshot,
  ip, user_agent, request_id, trace_id, batch_id, decisions
) values ($1::uuid, $2::uuid, $3::uuid, $4, $5::uuid, $6::uuid, $7, $8::uuid, $9, $10::int, $11, $12, $13, $14, $15, $16::uuid, $17::int, $18,
  $19::text::jsonb, $20::text::jsonb, $21::text::jsonb, $22, $23, $24, $25, $26::uuid, $27::text::jsonb)`;

function json(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
