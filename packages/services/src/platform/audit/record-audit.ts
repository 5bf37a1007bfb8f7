import { type AuditAction, auditActions, type EntityType } from "@gloria/contracts";
import { type Actor, newId } from "@gloria/core";
import { type AuditChangeRow, type AuditTargetRow, auditEvents, type TenantTransaction } from "@gloria/db";

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
  await tx.db.insert(auditEvents).values({
    tenantId: tx.tenantId,
    id: newId(),
    schoolId: facts.schoolId ?? null,
    actorKind: actor.kind,
    actorId: actor.kind === "user" ? actor.userId : null,
    actorName: actor.kind === "system" ? actor.name : null,
    sessionId: actor.kind === "user" ? actor.sessionId : null,
    action,
    actionVersion: definition.version,
    category: definition.category,
    severity: definition.severity,
    outcome: facts.outcome ?? "success",
    reason: facts.reason ?? null,
    entityType: facts.entity?.type ?? null,
    entityId: facts.entity?.id ?? null,
    entityVersion: facts.entity?.version ?? null,
    entityLabel: facts.entity?.label ?? null,
    targets: facts.targets ?? null,
    changes: facts.changes ?? null,
    snapshot: facts.snapshot ?? null,
    ip: ctx.origin.ip,
    userAgent: ctx.origin.userAgent,
    requestId: ctx.origin.requestId,
    traceId: ctx.origin.traceId,
    batchId: facts.batchId ?? null,
  });
}
