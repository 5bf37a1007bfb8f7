import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { gloria, instant, oneOf, xid8 } from "../columns.ts";

/** Partitioned by month of `occurred_at` (hand-written in the migration). The app role may INSERT and SELECT only. */
export const auditEvents = gloria.table(
  "audit_events",
  {
    tenantId: uuid("tenant_id").notNull(),
    id: uuid("id").notNull(),
    occurredAt: instant("occurred_at").notNull().default(sql`now()`),
    recordedAt: instant("recorded_at").notNull().default(sql`clock_timestamp()`),
    xid: xid8("xid").notNull().default(sql`pg_current_xact_id()`),
    schoolId: uuid("school_id"),
    actorKind: text("actor_kind", { enum: ["user", "api_key", "system", "delegate"] }).notNull(),
    actorId: uuid("actor_id"),
    actorName: text("actor_name"),
    onBehalfOf: uuid("on_behalf_of"),
    sessionId: uuid("session_id"),
    action: text("action").notNull(),
    actionVersion: integer("action_version").notNull().default(1),
    category: text("category").notNull(),
    outcome: text("outcome", { enum: ["success", "denied", "failure"] })
      .notNull()
      .default("success"),
    reason: text("reason"),
    severity: text("severity", { enum: ["info", "notice", "warning", "critical"] })
      .notNull()
      .default("info"),
    source: text("source", { enum: ["app", "db"] })
      .notNull()
      .default("app"),
    entityType: text("entity_type"),
    entityId: uuid("entity_id"),
    entityVersion: integer("entity_version"),
    entityLabel: text("entity_label"),
    targets: jsonb("targets").$type<readonly AuditTargetRow[]>(),
    changes: jsonb("changes").$type<readonly AuditChangeRow[]>(),
    snapshot: jsonb("snapshot").$type<Readonly<Record<string, unknown>>>(),
    /** Why it was allowed, where that is sensitive, or refused. */
    decisions: jsonb("decisions").$type<readonly Readonly<Record<string, unknown>>[]>(),
    ip: text("ip"),
    userAgent: text("user_agent"),
    requestId: text("request_id"),
    traceId: text("trace_id"),
    batchId: uuid("batch_id"),
  },
  (t) => [
    primaryKey({ name: "audit_events_pkey", columns: [t.tenantId, t.occurredAt, t.id] }),
    index("audit_events_entity_idx").on(t.tenantId, t.entityType, t.entityId, t.entityVersion.desc()),
    index("audit_events_actor_idx").on(t.tenantId, t.actorId, t.occurredAt.desc()),
    index("audit_events_xid_idx").on(t.xid, t.id),
    check("audit_events_actor_kind_check", oneOf("actor_kind", ["user", "api_key", "system", "delegate"])),
    check("audit_events_outcome_check", oneOf("outcome", ["success", "denied", "failure"])),
    check("audit_events_severity_check", oneOf("severity", ["info", "notice", "warning", "critical"])),
    check("audit_events_source_check", oneOf("source", ["app", "db"])),
  ],
);

export interface AuditTargetRow {
  readonly type: string;
  readonly id: string;
  readonly label?: string;
}

export interface AuditChangeRow {
  readonly path: string;
  readonly op: "add" | "replace" | "remove";
  readonly from?: unknown;
  readonly to?: unknown;
  readonly class: string;
}
