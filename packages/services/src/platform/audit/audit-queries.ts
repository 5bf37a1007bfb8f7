import type { AuditEvent, AuditEventDetail } from "@gloria/contracts";
import { auditEvents, users } from "@gloria/db";
import { type SQL, sql } from "drizzle-orm";

/** The columns of a list; the name of a person is looked up, so that it follows a marriage or a correction. */
export const auditColumns = {
  id: auditEvents.id,
  occurredAt: auditEvents.occurredAt,
  action: auditEvents.action,
  category: auditEvents.category,
  outcome: auditEvents.outcome,
  severity: auditEvents.severity,
  reason: auditEvents.reason,
  actorKind: auditEvents.actorKind,
  actorId: auditEvents.actorId,
  actorName: sql<string | null>`coalesce(${users.name}, ${auditEvents.actorName})`,
  onBehalfOf: auditEvents.onBehalfOf,
  schoolId: auditEvents.schoolId,
  entityType: auditEvents.entityType,
  entityId: auditEvents.entityId,
  entityVersion: auditEvents.entityVersion,
  entityLabel: auditEvents.entityLabel,
  changes: auditEvents.changes,
  requestId: auditEvents.requestId,
};

export const auditDetailColumns = {
  ...auditColumns,
  sessionId: auditEvents.sessionId,
  ip: auditEvents.ip,
  userAgent: auditEvents.userAgent,
  traceId: auditEvents.traceId,
  batchId: auditEvents.batchId,
  source: auditEvents.source,
  recordedAt: auditEvents.recordedAt,
  targets: auditEvents.targets,
  snapshot: auditEvents.snapshot,
  decisions: auditEvents.decisions,
};

type RowOf<Columns> = {
  [Key in keyof Columns]: Columns[Key] extends SQL<infer Value>
    ? Value
    : Columns[Key] extends { _: { data: infer Data; notNull: infer NotNull } }
      ? NotNull extends true
        ? Data
        : Data | null
      : never;
};
export type AuditRow = RowOf<typeof auditColumns>;
export type AuditDetailRow = RowOf<typeof auditDetailColumns>;

export function toAuditEvent(row: AuditRow): AuditEvent {
  return {
    id: row.id,
    occurredAt: row.occurredAt.toISOString(),
    action: row.action as AuditEvent["action"],
    category: row.category,
    outcome: row.outcome,
    severity: row.severity,
    reason: row.reason,
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName, onBehalfOf: row.onBehalfOf },
    schoolId: row.schoolId,
    entityType: row.entityType as AuditEvent["entityType"],
    entityId: row.entityId,
    entityVersion: row.entityVersion,
    entityLabel: row.entityLabel,
    changes: (row.changes ?? []) as AuditEvent["changes"],
    requestId: row.requestId,
  };
}

export function toAuditEventDetail(row: AuditDetailRow): AuditEventDetail {
  return {
    ...toAuditEvent(row),
    sessionId: row.sessionId,
    ip: row.ip,
    userAgent: row.userAgent,
    traceId: row.traceId,
    batchId: row.batchId,
    source: row.source,
    recordedAt: row.recordedAt.toISOString(),
    targets: (row.targets ?? []) as AuditEventDetail["targets"],
    snapshot: row.snapshot,
    decisions: row.decisions === null ? null : [...row.decisions],
  };
}
