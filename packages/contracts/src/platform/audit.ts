import { z } from "zod";
import { idSchema, instantSchema, pageInput, pageOf, searchTextSchema } from "../common.ts";
import { auditActionNames, auditCategories, dataClasses, entityTypes } from "./audit-actions.ts";

export const auditOutcomes = ["success", "denied", "failure"] as const;

export const listAuditLogsInput = z.strictObject({
  ...pageInput,
  q: searchTextSchema.optional(),
  action: z.enum(auditActionNames).optional(),
  category: z.enum(auditCategories).optional(),
  actorId: idSchema.optional(),
  entityType: z.enum(entityTypes).optional(),
  entityId: idSchema.optional(),
  schoolId: idSchema.optional(),
  outcome: z.enum(auditOutcomes).optional(),
  /** Inclusive. */
  from: instantSchema.optional(),
  /** Exclusive. */
  until: instantSchema.optional(),
});
export type ListAuditLogsInput = z.input<typeof listAuditLogsInput>;

export const auditLogIdInput = z.strictObject({ id: idSchema });

export const auditChangeOutput = z.object({
  path: z.string(),
  op: z.enum(["add", "replace", "remove"]),
  from: z.unknown().optional(),
  to: z.unknown().optional(),
  class: z.enum(dataClasses),
});

export const auditEventOutput = z.object({
  id: idSchema,
  occurredAt: instantSchema,
  action: z.enum(auditActionNames),
  category: z.string(),
  outcome: z.enum(auditOutcomes),
  severity: z.enum(["info", "notice", "warning", "critical"]),
  reason: z.string().nullable(),
  actor: z.object({
    kind: z.enum(["user", "api_key", "system", "delegate"]),
    id: idSchema.nullable(),
    name: z.string().nullable(),
    onBehalfOf: idSchema.nullable(),
  }),
  schoolId: idSchema.nullable(),
  entityType: z.enum(entityTypes).nullable(),
  entityId: idSchema.nullable(),
  entityVersion: z.int().nullable(),
  entityLabel: z.string().nullable(),
  changes: z.array(auditChangeOutput),
  requestId: z.string().nullable(),
});
export type AuditEvent = z.infer<typeof auditEventOutput>;

export const auditPageOutput = pageOf(auditEventOutput);

export const auditEventDetailOutput = auditEventOutput.extend({
  sessionId: idSchema.nullable(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  traceId: z.string().nullable(),
  batchId: idSchema.nullable(),
  source: z.enum(["app", "db"]),
  recordedAt: instantSchema,
  targets: z.array(z.object({ type: z.string(), id: idSchema, label: z.string().optional() })),
  snapshot: z.record(z.string(), z.unknown()).nullable(),
  /** Why it was refused, or allowed where that is sensitive: layer, rule, reason, near misses and epoch, in ids. */
  decisions: z.array(z.record(z.string(), z.unknown())).nullable(),
});
export type AuditEventDetail = z.infer<typeof auditEventDetailOutput>;

export const entityHistoryInput = z.strictObject({
  type: z.enum(entityTypes),
  id: idSchema,
  ...pageInput,
  /** Also answer with the entity's state at this instant. */
  at: instantSchema.optional(),
});
export type EntityHistoryInput = z.input<typeof entityHistoryInput>;
export const entityHistoryOutput = pageOf(auditEventDetailOutput).extend({
  /** The entity as it was at `at`; null when it did not exist then or `at` was not asked for. */
  state: z.record(z.string(), z.unknown()).nullable(),
});
